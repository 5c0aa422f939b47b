package dev.nabla2.lab.command;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.lab.classifier.ClassifierCache;
import dev.nabla2.lab.classifier.ClassifierTraining;
import dev.nabla2.lab.metrics.Judge;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Whether images are judged by a classifier; it is kept beside the runs' folders, for all of them. */
final class ClassifierOptions {
    private static final String KEPT = ".classifiers";

    @Option(
            names = "--no-classifier",
            description =
                    "Labelled images are not judged by a classifier, which takes minutes to train once: no Fr\u00e9chet distance.")
    private boolean without;

    /** Whether there shall be one. */
    boolean isWanted() {
        return !without;
    }

    /**
     * What judges samples of the data; empty where nothing can.
     *
     * @param spec the command, on whose standard error a line is printed before a classifier is trained
     * @param folder of the run
     */
    static Optional<Judge> judge(CommandSpec spec, Path folder, DataSet data, int threads) {
        PrintWriter err = spec.commandLine().getErr();
        return new ClassifierCache(
                        folder.toAbsolutePath().normalize().resolveSibling(KEPT),
                        ClassifierTraining.usual(),
                        line -> err.println("nabla2: " + line))
                .judge(data, Backends.cpu(threads, Precision.FLOAT));
    }
}
