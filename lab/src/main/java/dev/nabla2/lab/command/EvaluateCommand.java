package dev.nabla2.lab.command;

import dev.nabla2.gan.GanModel;
import dev.nabla2.lab.metrics.Evaluation;
import dev.nabla2.lab.metrics.Evaluator;
import dev.nabla2.lab.metrics.TransportScore;
import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.report.RunText;
import dev.nabla2.lab.run.Run;
import dev.nabla2.lab.store.EvaluationJson;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code nabla2 evaluate}. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        header = "Measures the generator of a run, and real data beside it.",
        description = {
            "",
            "The generator is that of the run's last checkpoint. By default it is measured as in the run's own report, on the same"
                    + " samples.",
            ""
        },
        optionListHeading = "Options:%n",
        footer = {"", "Example:", "  nabla2 evaluate runs/ring8-wgan-gp-seed1 --samples 100000"})
public final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "The run's folder.")
    private Path folder;

    @Option(
            names = "--samples",
            paramLabel = "N",
            converter = Numbers.Positive.class,
            description = "How many samples to measure (default: 10,000 points or 3,000 images).")
    private Optional<Integer> samples = Optional.empty();

    @Option(names = "--data-dir", paramLabel = "PATH", description = "Where the run's data lie now, if elsewhere.")
    private Optional<Path> dataFolder = Optional.empty();

    @Mixin
    private ClassifierOptions classifier = new ClassifierOptions();

    @Option(names = "--json", description = "Print one JSON object, and nothing else, on standard output.")
    private boolean json;

    @Override
    public Integer call() {
        FoundRun found = FoundRun.in(folder, dataFolder, spec);
        found.checkData();
        Run run = new Run(
                found.settings(),
                found.data(),
                classifier.isWanted()
                        ? ClassifierOptions.judge(
                                spec, folder, found.data(), found.settings().threads())
                        : Optional.empty());
        int count = samples.orElse(run.scored());
        found.checkCount(spec, "--samples", count);
        Evaluator evaluator = run.evaluator(count);
        GanModel model = found.training().model();
        Evaluation generated = evaluator.of(model);
        Evaluation real = evaluator.ofRealData();
        Optional<TransportScore> transport = run.transport(model, count);
        PrintWriter print = spec.commandLine().getOut();
        if (json) {
            print.println(EvaluationJson.of(found.step(), evaluator.count(), generated, real, transport));
        } else {
            print.println("step " + Format.count(found.step()) + " of "
                    + Format.count(found.settings().steps()) + ", " + Format.count(evaluator.count()) + " samples");
            print.print(RunText.scores(generated, real));
            transport.map(RunText::transport).ifPresent(print::print);
        }
        print.flush();
        return 0;
    }
}
