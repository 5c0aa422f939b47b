package dev.nabla2.lab.command;

import dev.nabla2.engine.backend.Precision;
import dev.nabla2.engine.check.CheckCase;
import dev.nabla2.engine.check.Verdict;
import dev.nabla2.lab.gradcheck.CaseList;
import dev.nabla2.lab.gradcheck.GradcheckJson;
import dev.nabla2.lab.gradcheck.GradcheckResult;
import dev.nabla2.lab.gradcheck.GradcheckRun;
import dev.nabla2.lab.gradcheck.GradcheckSettings;
import dev.nabla2.lab.gradcheck.GradcheckText;
import dev.nabla2.lab.run.BackendChoice;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code nabla2 gradcheck}. */
@Command(
        name = "gradcheck",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        header = "Checks the derivatives of every operation, layer and penalty.",
        description = {
            "",
            "Each derivative, in reverse and in forward mode, is compared with differences of the derivative of one order less, and"
                    + " must lie within the interval that those leave; every mixture of modes, and of directions, must give the same."
                    + " At a kink the derivatives from both sides must differ, and the automatic one be what the operation's"
                    + " contract promises. On cpu derivatives must be those on reference, but for rounding.",
            ""
        },
        parameterListHeading = "Parameters:%n",
        optionListHeading = "Options:%n",
        footer = {
            "",
            "Exit codes: 0 all went well; 1 something is wrong; 2 a wrong option.",
            "",
            "Examples:",
            "  nabla2 gradcheck",
            "  nabla2 gradcheck relu matmul --orders 1,2",
            "  nabla2 gradcheck penalty --json",
            "  nabla2 gradcheck --backend cpu --precision double"
        })
public final class GradcheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description =
                    "What to check: a name of --list, such as matmul or r1, or a kind: pointwise, linear, bilinear, discrete,"
                            + " composed, layer or penalty (default: everything).")
    private List<String> names = List.of();

    @Option(
            names = "--orders",
            paramLabel = "ORDERS",
            defaultValue = "1,2,3",
            converter = Orders.class,
            description =
                    "Which derivatives; on cpu and opencl the first two of them at most (default: ${DEFAULT-VALUE}).")
    private List<Integer> orders;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            converter = Numbers.Whole.class,
            description = "Where points, directions and weights come from (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            converter = Choices.Backends.class,
            completionCandidates = Choices.Backends.class,
            description = {
                "One of ${COMPLETION-CANDIDATES} (default: reference and cpu).",
                "reference: derivatives against differences, in double precision. cpu, opencl: derivatives against those on reference."
            })
    private Optional<BackendChoice> backend = Optional.empty();

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            converter = Choices.Precisions.class,
            completionCandidates = Choices.Precisions.class,
            description = {
                "How numbers are stored and computed on cpu: ${COMPLETION-CANDIDATES} (default: float); reference is double.",
                "How far cpu may be from reference follows from the precision's rounding."
            })
    private Optional<Precision> precision = Optional.empty();

    @Option(names = "--list", description = "Print the names of all that can be checked, and check nothing.")
    private boolean list;

    @Option(
            names = "--json",
            description = "Print the result as one JSON object, and nothing else, on standard output.")
    private boolean json;

    @Override
    public Integer call() {
        List<CheckCase> cases = chosen();
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            cases.stream().map(CheckCase::subject).distinct().forEach(out::println);
            out.flush();
            return 0;
        }
        GradcheckResult result = check(cases, settings());
        out.println(json ? GradcheckJson.of(result) : GradcheckText.of(result));
        out.flush();
        return result.count(Verdict.FAIL) == 0 ? 0 : ExitCodes.FAILED;
    }

    private GradcheckResult check(List<CheckCase> cases, GradcheckSettings settings) {
        try (CaseProgress progress =
                new CaseProgress(spec.commandLine().getErr(), cases.size(), Terminal.isWatched())) {
            return new GradcheckRun(settings).check(cases, progress);
        }
    }

    private List<CheckCase> chosen() {
        List<CheckCase> all = CaseList.all();
        for (String name : names) {
            if (all.stream().noneMatch(CaseList.named(name))) {
                throw new ParameterException(
                        spec.commandLine(),
                        "expected a name that 'nabla2 gradcheck --list' prints, found '" + name + "'; kinds are "
                                + all.stream().map(CheckCase::group).distinct().collect(Collectors.joining(", ")));
            }
        }
        return names.isEmpty()
                ? all
                : all.stream()
                        .filter(c -> names.stream()
                                .anyMatch(name -> CaseList.named(name).test(c)))
                        .toList();
    }

    private GradcheckSettings settings() {
        Set<BackendChoice> backends = backend.<Set<BackendChoice>>map(EnumSet::of)
                .orElseGet(() -> EnumSet.of(BackendChoice.REFERENCE, BackendChoice.CPU));
        if (!backends.contains(BackendChoice.REFERENCE)
                && orders.get(0) > GradcheckSettings.HIGHEST_ORDER_BETWEEN_BACKENDS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--backend " + backends.iterator().next().label()
                            + " compares orders 1 and 2, and --orders asks for neither");
        }
        return new GradcheckSettings(
                seed,
                orders,
                Set.copyOf(backends),
                Choices.Precisions.on(backend.orElse(BackendChoice.CPU), precision, spec));
    }
}
