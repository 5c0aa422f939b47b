package dev.nabla2.opencl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Draws;
import dev.nabla2.engine.Program;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.BackendException;
import dev.nabla2.engine.backend.Buffer;
import dev.nabla2.engine.backend.Gather;
import dev.nabla2.engine.backend.Loop;
import dev.nabla2.engine.backend.MatrixProduct;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sequential;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the contract suite does not say of a device: its memory, its compiler, and that it runs on while the host goes on. */
class OpenClBackendTest {
    private static final int MEBI = 1 << 18;

    private static OpenClBackend of(long bytes) {
        OpenClDevice.backend();
        return new OpenClBackend(Device.find(""), ProgramCache.ofUser(), bytes);
    }

    private static double[] product(Backend backend, int size) {
        Buffer a = backend.allocate(size * size);
        Buffer out = backend.allocate(size * size);
        backend.fill(a, 2);
        backend.matmul(new MatrixProduct(size, size, size, false, false), a, a, out);
        double[] values = backend.read(out);
        backend.release(a);
        backend.release(out);
        return values;
    }

    @Test
    void aReplayedPenaltyStepHasTheBitsOfTheEagerOne() {
        Backend backend = OpenClDevice.backend();
        Sequential critic = Sequential.mlp(Activation.LEAKY_RELU, 2, 64, 64, 1);
        Parameters like = critic.initialise(backend, RandomStream.of(0));
        Program.Body body = (tape, in, draws) -> {
            Parameters theta = tape.watch(like.with(in));
            Tensor x = tape.watch(draws.fold("x").draw(Shape.of(70, 2), r -> r.normal(140)));
            Tensor slope = tape.gradient(critic.apply(theta, x).sum(), x);
            Tensor penalty = slope.normPerSample().sub(1).square().mean();
            List<Tensor> outputs = new ArrayList<>(List.of(penalty));
            outputs.addAll(tape.lastGradient(penalty, theta).tensors());
            return outputs;
        };
        try (Program program = new Program(backend, body)) {
            for (int step = 0; step < 3; step++) {
                Parameters theta = critic.initialise(backend, RandomStream.of(step));
                RandomStream random = RandomStream.of(100 + step);
                try (Tape tape = new Tape()) {
                    List<Tensor> eager = body.of(tape, theta.tensors(), Draws.of(tape, backend, random));
                    List<Tensor> replayed = program.run(theta.tensors(), random);
                    for (int i = 0; i < eager.size(); i++) {
                        assertArrayEquals(
                                eager.get(i).toDoubles(), replayed.get(i).toDoubles(), "output " + i);
                    }
                }
            }
            assertEquals(1, program.recordings());
        }
    }

    @Test
    void memoryStaysFlatWhereItIsGivenBack() {
        try (OpenClBackend backend = OpenClDevice.another()) {
            product(backend, 100);
            long once = backend.bytes();
            for (int i = 0; i < 200; i++) {
                product(backend, 100);
            }
            assertEquals(once, backend.bytes());
        }
    }

    @Test
    void memoryThatNobodyGivesBackComesBackByTheGarbageCollector() {
        try (OpenClBackend backend = of(10L << 20)) {
            for (int i = 0; i < 100; i++) {
                backend.fill(backend.allocate(MEBI), i);
            }
            assertTrue(backend.bytes() <= 10 << 20, "found " + backend.bytes());
        }
    }

    @Test
    void outOfMemorySaysWhatWasAskedForWhatIsFreeAndWhatHoldsTheRest() {
        try (OpenClBackend backend = of(10L << 20)) {
            Buffer large = backend.allocate(6 * MEBI);
            Buffer small = backend.allocate(MEBI);
            BackendException full = assertThrows(BackendException.class, () -> backend.allocate(4 * MEBI));
            assertTrue(
                    full.getMessage()
                            .contains("asked for 4096.0 KiB, found 3072.0 KiB free of 10.0 MiB; 2 buffers in use"
                                    + " hold 7168.0 KiB, the largest of them 6144.0 KiB"),
                    full.getMessage());
            backend.release(large);
            backend.fill(backend.allocate(4 * MEBI), 1);
            assertEquals(MEBI, small.size());
        }
    }

    @Test
    void aKernelThatCannotBeBuiltIsOneErrorWithTheCompilersWords(@TempDir Path folder) {
        OpenClDevice.backend();
        try (Queue queue = new Queue(Device.find(""));
                Programs programs = new Programs(queue, new ProgramCache(folder))) {
            BackendException wrong = assertThrows(
                    BackendException.class, () -> programs.kernel("__kernel void f(int n) { gibberish; }", "f"));
            assertTrue(wrong.getMessage().contains("undeclared identifier 'gibberish'"), wrong.getMessage());
            assertTrue(wrong.getMessage().contains("could not build a kernel"), wrong.getMessage());
        }
    }

    @Test
    void whatIsCompiledIsKeptAndWhatIsDamagedIsReplaced(@TempDir Path folder) throws IOException {
        OpenClDevice.backend();
        double[] first = compiledIn(folder);
        List<Path> kept = files(folder);
        assertEquals(1, kept.size(), "the one program of a matrix product");
        byte[] whole = Files.readAllBytes(kept.get(0));
        assertArrayEquals(first, compiledIn(folder), "from the cache");
        byte[] damaged = whole.clone();
        damaged[whole.length / 2] ^= 1;
        for (byte[] wrong : List.of(damaged, new byte[0], new byte[40])) {
            Files.write(kept.get(0), wrong);
            assertArrayEquals(first, compiledIn(folder));
            assertTrue(Files.size(kept.get(0)) > 1000, "expected the file to be written anew");
        }
        assertEquals(kept, files(folder), "no temporary file is left");
    }

    private static double[] compiledIn(Path folder) {
        try (OpenClBackend backend = new OpenClBackend(Device.find(""), new ProgramCache(folder))) {
            return product(backend, 20);
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    void aCacheThatCannotBeWrittenIsNoError(@TempDir Path folder) throws IOException {
        OpenClDevice.backend();
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        assertEquals(80, compiledIn(file.resolve("cache"))[0]);
    }

    @Test
    void twoBackendsInOneProcessDoNotDisturbEachOther() {
        OpenClBackend one = OpenClDevice.another();
        try (OpenClBackend other = OpenClDevice.another()) {
            assertArrayEquals(product(one, 50), product(other, 50));
            one.close();
            assertArrayEquals(product(OpenClDevice.backend(), 50), product(other, 50));
            assertThrows(BackendException.class, () -> product(one, 50));
        }
    }

    @Test
    void aBufferThatWasGivenAwayCannotBeUsed() {
        Backend backend = OpenClDevice.backend();
        Buffer buffer = backend.allocate(5);
        backend.fill(buffer, 3);
        Buffer same = backend.transfer(buffer);
        assertThrows(IllegalStateException.class, () -> backend.read(buffer));
        assertEquals(3, backend.read(same)[4]);
        backend.release(same);
        assertThrows(IllegalStateException.class, () -> backend.release(same));
    }

    @Test
    void aWrongIndexIsToldOnceAndTheBackendGoesOn() {
        Backend backend = OpenClDevice.backend();
        Loop loop = new Loop(new int[] {2}, new Loop.Layout(0, 1), new Loop.Layout(0, 0), new Loop.Layout(0, 1));
        Buffer in = backend.allocate(4);
        Buffer indices = backend.allocate(2);
        Buffer out = backend.allocate(2);
        backend.fill(in, 1);
        backend.fill(indices, 7);
        backend.gather(new Gather(loop, 1, 4), in, indices, out);
        assertThrows(IndexOutOfBoundsException.class, () -> backend.read(out));
        backend.fill(indices, 3);
        backend.gather(new Gather(loop, 1, 4), in, indices, out);
        assertArrayEquals(new double[] {1, 1}, backend.read(out));
    }

    @Test
    void anEmptyBufferIsNoTrouble() {
        Backend backend = OpenClDevice.backend();
        Buffer empty = backend.allocate(0);
        Buffer sum = backend.allocate(3);
        backend.write(empty, new float[0]);
        backend.fill(empty, 1);
        backend.sum(empty, sum, 3, 0, 1);
        backend.matmul(new MatrixProduct(0, 3, 5, false, true), empty, sum, empty);
        assertArrayEquals(new double[3], backend.read(sum));
        assertEquals(0, backend.read(empty).length);
        assertTrue(backend.isFinite(empty));
    }

    @Test
    void aDeviceThatIsNotThereIsAnErrorThatListsThoseThatAre() {
        OpenClDevice.backend();
        for (String wanted : List.of("a device that nobody has", "99", "99999999999")) {
            BackendException wrong = assertThrows(BackendException.class, () -> new OpenClProvider().open(wanted));
            assertTrue(wrong.getMessage().contains(Device.all().get(0).name()), wrong.getMessage());
            assertTrue(wrong.getMessage().contains("found '" + wanted + "'"), wrong.getMessage());
        }
        new OpenClProvider().open("0").close();
        new OpenClProvider().open(Device.all().get(0).name().substring(1, 5)).close();
    }
}
