package dev.nabla2.bench.compare;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Starts Java processes that do one thing and print one line. */
final class Launch {
    /** PyTorch's native libraries crash now and then while they are loaded. */
    private static final int ATTEMPTS = 4;

    private static final List<String> OPTIONS = List.of(
            "-XX:+UseParallelGC", "-XX:MaxNewSize=256m", "-Xlog:disable", "-XX:ErrorFile=bench/target/hs_err_%p.log");

    private final String mainClass;
    private final String classPath;
    private final List<String> options;

    private Launch(String mainClass, String classPath, List<String> options) {
        this.mainClass = mainClass;
        this.classPath = classPath;
        this.options = options;
    }

    /** This project's side, with the vector instructions where the JDK has them. */
    static Launch ours() {
        List<String> options = new ArrayList<>();
        if (ModuleFinder.ofSystem().find("jdk.incubator.vector").isPresent()) {
            options.add("--add-modules=jdk.incubator.vector");
        }
        Stream.of(System.getenv().getOrDefault("NABLA2_JAVA_OPTS", "").split(" "))
                .filter(option -> !option.isEmpty())
                .forEach(options::add);
        return new Launch(Ours.class.getName(), System.getProperty("java.class.path"), options);
    }

    /** The peer's side, if it was built: its class path is the property {@code nabla2.bench.peer}. */
    static Optional<Launch> peer() {
        return Optional.ofNullable(System.getProperty("nabla2.bench.peer"))
                .map(path -> new Launch(
                        "dev.nabla2.bench.peer.Peer",
                        path,
                        List.of("-Dorg.bytedeco.javacpp.nopointergc=true", "--add-modules=jdk.incubator.vector")));
    }

    /**
     * Milliseconds that a workload takes in a process of its own.
     *
     * @param clock for one thread; several are timed by the wall's
     */
    double time(Workload workload, int threads, Setting setting, Clock clock, double warmUp, double seconds) {
        String line = run(
                setting,
                List.of(
                        workload.name(),
                        String.valueOf(threads),
                        (threads == 1 ? clock : Clock.WALL).name(),
                        String.valueOf(warmUp),
                        String.valueOf(seconds)));
        return Timing.parse(line).median();
    }

    /** How far a peer's results in a setting are from ours, at most. */
    double difference(Workload workload, Setting setting) {
        return Double.parseDouble(run(setting, List.of("check", workload.name())));
    }

    /** The last line of what a process prints. */
    private String run(Setting setting, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(options);
        command.add("-D" + Setting.VARIANT + "=" + setting.variant());
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(setting.environment());
        for (int attempt = 1; ; attempt++) {
            Optional<String> line = attempt(builder, attempt == ATTEMPTS);
            if (line.isPresent()) {
                return line.get();
            }
        }
    }

    private static Optional<String> attempt(ProcessBuilder builder, boolean last) {
        try {
            File errors = File.createTempFile("nabla2-bench", ".err");
            try {
                Process process = builder.redirectError(errors).start();
                Optional<String> line = lastLine(process);
                if (process.waitFor() == 0 && line.isPresent()) {
                    return line;
                }
                if (last) {
                    throw new IllegalStateException("a process ended with " + process.exitValue() + ": "
                            + String.join(" ", builder.command()) + "\n" + Files.readString(errors.toPath()));
                }
                return Optional.empty();
            } finally {
                Files.delete(errors.toPath());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Optional<String> lastLine(Process process) throws IOException {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            return reader.lines().reduce((before, line) -> line);
        }
    }
}
