package dev.nabla2.lab.command;

import dev.nabla2.lab.sweep.Axis;
import dev.nabla2.lab.sweep.Grid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The options of {@code nabla2 train}, each with one value or several.
 *
 * <p>A text that {@code train} takes as it is, such as {@code 512,256} for {@code --hidden}, is one value; of any other, commas part
 * values, and two whole numbers with two dots between them stand for all from the first to the second. An option that is given again adds
 * to its values.
 *
 * @param command the command that was typed, to be named in errors
 */
record GridOptions(CommandLine command) {
    private static final Pattern RANGE = Pattern.compile("(-?\\d{1,18})\\.\\.(-?\\d{1,18})");
    private static final String THREADS = "--threads";
    private static final String GIVEN = "true";

    /** The most values that dots may stand for. */
    private static final long MOST = 10_000;

    /**
     * The grid.
     *
     * @param words what was typed
     * @throws ParameterException if an option is unknown, or a value wrong
     */
    Grid read(List<String> words) {
        CommandSpec known = CommandSpec.forAnnotatedObject(new TrainOptions());
        ParseResult parsed = new CommandLine(several(known))
                .setOut(command.getOut())
                .setErr(command.getErr())
                .parseArgs(words.toArray(String[]::new));
        if (parsed.hasMatchedOption(THREADS)) {
            throw new ParameterException(
                    command,
                    "each run of a sweep has one thread: expected --jobs, how many run at once, found --threads");
        }
        Map<String, Axis> axes = new LinkedHashMap<>();
        parsed.matchedOptions().forEach(option -> {
            String name = option.longestName();
            Set<String> values = new LinkedHashSet<>();
            option.originalStringValues().forEach(text -> values.addAll(values(name, text)));
            axes.put(name, new Axis(name, List.copyOf(values), isFlag(known.findOption(name))));
        });
        Axis seeds = axes.remove(Grid.SEED);
        return new Grid(List.copyOf(axes.values()), seeds == null ? List.of("1") : seeds.values());
    }

    /** The same options, each of which may be given several times, with any text. */
    private static CommandSpec several(CommandSpec known) {
        CommandSpec several = CommandSpec.create();
        for (OptionSpec option : known.options()) {
            OptionSpec.Builder builder = OptionSpec.builder(option.names())
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .arity(isFlag(option) ? "0..1" : "1");
            several.addOption(isFlag(option) ? builder.fallbackValue(GIVEN).build() : builder.build());
        }
        return several;
    }

    private static boolean isFlag(OptionSpec option) {
        return option.arity().max() == 0;
    }

    private List<String> values(String name, String text) {
        if (wrong(name, text) == null) {
            return List.of(text);
        }
        List<String> values = Stream.of(text.split(",", -1))
                .flatMap(part -> range(part).stream())
                .toList();
        for (String value : values) {
            String wrong = wrong(name, value);
            if (wrong != null) {
                throw new ParameterException(command, wrong);
            }
        }
        return values;
    }

    /** Why {@code train} would not take a text; null if it would. */
    private static String wrong(String name, String text) {
        try {
            new CommandLine(new TrainOptions()).parseArgs(name + "=" + text);
            return null;
        } catch (ParameterException refused) {
            return refused.getMessage();
        }
    }

    private List<String> range(String part) {
        Matcher ends = RANGE.matcher(part);
        if (!ends.matches()) {
            return List.of(part);
        }
        long first = Long.parseLong(ends.group(1));
        long last = Long.parseLong(ends.group(2));
        if (last < first || last - first >= MOST) {
            throw new ParameterException(
                    command,
                    "expected at most " + MOST + " whole numbers from the lower to the higher, found '" + part + "'");
        }
        return new ArrayList<>(
                LongStream.rangeClosed(first, last).mapToObj(String::valueOf).toList());
    }
}
