package dev.nabla2.lab.command;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.data.Images;
import dev.nabla2.lab.report.SampleFile;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code nabla2 sample}. */
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        header = "Draws from the generator of a run.",
        description = {
            "",
            "The generator is that of the run's last checkpoint, with the average of its weights where one is kept.",
            ""
        },
        optionListHeading = "Options:%n",
        footer = {
            "",
            "Files: .csv, a sample a line, which --data csv reads; .npy, an array of NumPy; .png, images side by side.",
            "",
            "Examples:",
            "  nabla2 sample runs/ring8-wgan-gp-seed1",
            "  nabla2 sample runs/mnist-wgan-gp-seed1 --count 100 --out digits.png",
            "  nabla2 sample runs/mnist-wgan-gp-seed1 --count 10000 --seed 2 --out digits.npy"
        })
public final class SampleCommand implements Callable<Integer> {
    private static final int IMAGES = 64;
    private static final int POINTS = 1_000;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "The run's folder.")
    private Path folder;

    @Option(
            names = "--count",
            paramLabel = "N",
            converter = Numbers.Positive.class,
            description = "How many samples (default: 64 images or 1,000 points).")
    private Optional<Integer> count = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            converter = Numbers.Whole.class,
            description =
                    "Where the latent points come from; the same seed gives the same samples (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "Where to write, as the name's ending says (default: points as CSV on standard output, images as"
                            + " drawn.png in the run's folder).")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--data-dir", paramLabel = "PATH", description = "Where the run's data lie now, if elsewhere.")
    private Optional<Path> dataFolder = Optional.empty();

    @Override
    public Integer call() {
        FoundRun run = FoundRun.in(folder, dataFolder, spec);
        boolean images = run.data() instanceof Images;
        int drawn = count.orElse(images ? IMAGES : POINTS);
        run.checkCount(spec, "--count", drawn);
        double[] numbers = run.training().model().sample(RandomStream.of(seed).fold("sample"), drawn);
        SampleFile file =
                new SampleFile(run.data(), drawn, numbers, run.settings().precision() == Precision.DOUBLE);
        PrintWriter print = spec.commandLine().getOut();
        if (out.isEmpty() && !images) {
            print.print(new String(file.csv(), StandardCharsets.US_ASCII));
        } else {
            Path path = out.orElse(folder.resolve("drawn.png"));
            file.write(
                    path,
                    () -> new ParameterException(
                            spec.commandLine(),
                            "--out: expected a name that ends in " + (images ? ".png, " : "") + ".npy or .csv, found '"
                                    + path + "'"));
            print.println(path);
        }
        print.flush();
        return 0;
    }
}
