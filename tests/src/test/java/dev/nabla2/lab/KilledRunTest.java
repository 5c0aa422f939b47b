package dev.nabla2.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Training in a process of its own that is killed at a random step, as {@code kill -9} does, and continued: what it leaves is byte for byte
 * what a run leaves that was never killed. Twenty times, over kinds of networks, optimisers and averages.
 */
@Tag("one-java")
class KilledRunTest {
    /** How many steps are between checkpoints. */
    private static final int EVERY = 6;

    /** A multiple of that, so that the last step has one. */
    private static final int STEPS = 120;

    private static final String CONTINUING = "continuing after step ";

    private static final int KILLS = 20;
    private static final int SIDE = 8;

    private static final List<String> RUNS = List.of(
            "--data ring8 --hidden 8x2 --batch 16 --optimiser adam --ema 0.9",
            "--data ring8 --hidden 8x2 --batch 16 --optimiser rmsprop --dynamics consensus",
            "--data ring8 --hidden 8x2 --batch 16 --optimiser sgd --ema 0.5 --penalty r1 --lazy 3",
            "--network dcgan --dim 1 --latent 4 --batch 4 --optimiser adam --ema 0.9",
            "--network dcgan --dim 1 --latent 4 --batch 4 --optimiser rmsprop --ema 0.9 --penalty wgan-gp",
            "--network dcgan --dim 1 --latent 4 --batch 4 --optimiser sgd --ema 0.9");

    @TempDir
    private Path folder;

    /** Does what is not to be killed, in one process like those that are. */
    private record Loop(Process process, BufferedReader answers) implements AutoCloseable {
        static Loop start() throws IOException {
            Process process = java(CommandLoop.class, List.of(String.valueOf(STEPS)))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new Loop(process, process.inputReader(StandardCharsets.UTF_8));
        }

        synchronized String run(List<String> arguments) throws IOException {
            Writer commands = process.outputWriter(StandardCharsets.UTF_8);
            commands.write(String.join(" ", arguments) + "\n");
            commands.flush();
            return String.valueOf(answers.readLine());
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private List<String> begin(String options, Path run) {
        List<String> arguments = new ArrayList<>(List.of("train", "--out", run.toString()));
        arguments.addAll(List.of(options.split(" ")));
        if (!options.contains("--data ")) {
            arguments.addAll(List.of(
                    "--data", "images", "--data-dir", folder.resolve("images").toString()));
        }
        arguments.addAll(List.of(
                "--threads", "1", "--checkpoint-every", String.valueOf(EVERY), "--steps", String.valueOf(STEPS)));
        return arguments;
    }

    private void writeImages() throws IOException {
        Path images = Files.createDirectories(folder.resolve("images"));
        for (int i = 0; i < 6; i++) {
            BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
            for (int at = 0; at < SIDE * SIDE; at++) {
                image.setRGB(at % SIDE, at / SIDE, (at + i) % 5 == 0 ? 0xff4000 : 0x102030);
            }
            ImageIO.write(image, "png", images.resolve(i + ".png").toFile());
        }
    }

    /** A process that compiles in haste, for it does not live long; it then has scalar kernels. */
    private static ProcessBuilder java(Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.awt.headless=true"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    private static long rows(Path run) throws IOException {
        Path metrics = run.resolve("metrics.csv");
        if (!Files.exists(run.resolve("config.json")) || !Files.exists(metrics)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(metrics)) {
            return lines.count() - 1;
        }
    }

    /** Kills the run when it has done so many steps, wherever that finds it. */
    private static void kill(Process process, Path run, int after) throws IOException, InterruptedException {
        while (process.isAlive() && (!Files.exists(run.resolve("config.json")) || rows(run) < after)) {
            Thread.sleep(4);
        }
        process.destroyForcibly();
        process.waitFor();
    }

    private void killAndContinue(Loop loop, String options, Path whole, Path run, int after) throws Exception {
        Process process = java(Main.class, begin(options, run))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        kill(process, run, after);
        boolean killed = rows(run) < STEPS;
        String err =
                loop.run(List.of("train", "--resume", run.toString(), "--checkpoint-every", String.valueOf(EVERY)));
        assertTrue(killed || after > STEPS - 20, options + ": ended by itself, though it was to be killed at " + after);
        if (killed) {
            // The step of its last checkpoint may be the one that it was killed in.
            assertTrue(err.startsWith(CONTINUING), err);
            int from = Integer.parseInt(
                    err.substring(CONTINUING.length()).split(" ")[0].replace(",", ""));
            assertTrue(from >= after - 2 * EVERY, options + ": killed after step " + after + ", " + err);
        }
        for (String name : List.of("checkpoint.safetensors", "snapshots.safetensors", "samples.csv")) {
            assertArrayEquals(
                    Files.readAllBytes(whole.resolve(name)),
                    Files.readAllBytes(run.resolve(name)),
                    options + ", killed after step " + after + ": " + name);
        }
        assertEquals(STEPS, rows(run));
    }

    @Test
    void aKilledRunThatIsContinuedEndsAsIfItHadNeverBeenKilled() throws Exception {
        writeImages();
        ExecutorService two = Executors.newFixedThreadPool(2);
        try (Loop loop = Loop.start()) {
            for (Future<Void> kill : two.invokeAll(kills(loop))) {
                kill.get();
            }
        } finally {
            two.shutdownNow();
        }
    }

    private List<Callable<Void>> kills(Loop loop) throws IOException {
        Random random = new Random(20);
        List<Callable<Void>> kills = new ArrayList<>();
        List<Path> wholes = new ArrayList<>();
        for (String options : RUNS) {
            wholes.add(folder.resolve("whole" + wholes.size()));
            loop.run(begin(options, wholes.get(wholes.size() - 1)));
        }
        while (kills.size() < KILLS) {
            int which = kills.size() % RUNS.size();
            int after = random.nextInt(STEPS);
            Path run = folder.resolve("run" + kills.size());
            kills.add(() -> {
                killAndContinue(loop, RUNS.get(which), wholes.get(which), run, after);
                return null;
            });
        }
        return kills;
    }
}
