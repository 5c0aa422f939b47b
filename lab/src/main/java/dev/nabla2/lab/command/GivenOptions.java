package dev.nabla2.lab.command;

import dev.nabla2.lab.run.RunSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Options of a training as texts: those of an earlier run, under those that were typed.
 *
 * @param texts what each says by its name, such as {@code --steps}
 */
record GivenOptions(Map<String, String> texts) {
    /** The text of an option that has no value. */
    private static final String GIVEN = "true";

    /** Options that say more about what another chooses, and so go with it when it is replaced. */
    private static final Map<String, Set<String>> DETAILS = Map.of(
            "--data", Set.of("--data-dir"),
            "--objective", Set.of("--label", "--margin", "--alternative"),
            "--penalty",
                    Set.of("--lambda", "--centre", "--clip", "--lazy", "--optimiser", "--betas", "--learning-rate"),
            "--dynamics",
                    Set.of(
                            "--critic-steps",
                            "--gamma",
                            "--regularised",
                            "--eta",
                            "--unroll",
                            "--first-order",
                            "--adjustment"),
            "--network", Set.of("--dim", "--activation", "--hidden", "--relu"),
            "--activation", Set.of("--relu"),
            "--optimiser", Set.of("--betas"),
            "--backend", Set.of("--precision", "--device"),
            "--clip-norm", Set.of("--clip-value"),
            "--clip-value", Set.of("--clip-norm"));

    /** Options that have no effect on what is trained: how fast and on what, where the same data lie, and what is measured beside it. */
    private static final Set<String> FREE = Set.of("--threads", "--device", "--data-dir", "--no-classifier");

    /**
     * What options say.
     *
     * @param settings what to run
     * @param dataFolder where the files of its data lie
     */
    record Chosen(RunSettings settings, Path dataFolder) {
        /** Every option that has a use in them, defaults included. */
        GivenOptions options() {
            return new GivenOptions(OptionTexts.of(settings, dataFolder));
        }
    }

    /** Those that were typed. */
    static GivenOptions typed(CommandSpec spec) {
        Set<String> known =
                CommandSpec.forAnnotatedObject(new TrainOptions()).optionsMap().keySet();
        Map<String, String> texts = new LinkedHashMap<>();
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            if (known.contains(option.longestName())) {
                texts.put(
                        option.longestName(),
                        isFlag(option) ? GIVEN : option.originalStringValues().get(0));
            }
        }
        return new GivenOptions(texts);
    }

    private static boolean isFlag(OptionSpec option) {
        return option.arity().max() == 0;
    }

    /** These under others, which count where both say something. */
    GivenOptions under(GivenOptions others) {
        Map<String, String> all = new LinkedHashMap<>(texts);
        others.texts.forEach((name, text) -> {
            if (!text.equals(texts.get(name))) {
                DETAILS.getOrDefault(name, Set.of()).forEach(all::remove);
            }
        });
        all.putAll(others.texts);
        return new GivenOptions(all);
    }

    /**
     * What these say.
     *
     * @param spec the command, to be named in errors
     * @throws ParameterException if one is wrong, or does not go with another
     */
    Chosen chosen(CommandSpec spec) {
        TrainOptions options = new TrainOptions();
        CommandLine line = new CommandLine(options)
                .setOut(spec.commandLine().getOut())
                .setErr(spec.commandLine().getErr());
        Map<String, OptionSpec> known = line.getCommandSpec().optionsMap();
        List<String> arguments = new ArrayList<>();
        texts.forEach((name, text) -> {
            if (!known.containsKey(name)) {
                throw new ParameterException(
                        spec.commandLine(), "expected options of this version in the configuration, found " + name);
            }
            boolean flag = isFlag(known.get(name));
            if (flag && !text.equals(GIVEN)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "expected " + name + " as \"" + GIVEN + "\" in the configuration, or left out, found \"" + text
                                + "\"");
            }
            arguments.add(flag ? name : name + "=" + text);
        });
        line.parseArgs(arguments.toArray(String[]::new));
        return new Chosen(options.settings(line.getCommandSpec()), options.dataFolder());
    }

    /** What others change that changes the run: a line of the form {@code --steps: the run has 100, found 200} for each. */
    List<String> differences(GivenOptions others) {
        Set<String> names = new TreeSet<>(texts.keySet());
        names.addAll(others.texts.keySet());
        names.removeAll(FREE);
        return names.stream()
                .filter(name -> !Objects.equals(texts.get(name), others.texts.get(name)))
                .map(name -> name + ": the run has " + texts.getOrDefault(name, "none") + ", found "
                        + others.texts.getOrDefault(name, "none"))
                .toList();
    }
}
