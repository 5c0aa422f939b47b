package dev.nabla2.opencl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Buffer;
import dev.nabla2.engine.backend.MatrixProduct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TunerTest {
    private static final ProductParameters OTHER = new ProductParameters(12, 16, 8, 1, 1, 0, 100);

    @TempDir
    private Path folder;

    private Device device;
    private Tuned tuned;

    @BeforeEach
    void find() {
        OpenClDevice.backend();
        device = Device.find("");
        tuned = new Tuned(new ProgramCache(folder));
    }

    @Test
    void whatIsMeasuredIsKeptForTheDevice() throws IOException {
        List<String> progress = new ArrayList<>();
        Tuner tuner = new Tuner(
                device,
                new ProgramCache(folder),
                progress::add,
                List.of(new MatrixProduct(64, 32, 48, false, true)),
                List.of(best -> List.of(OTHER)));
        Map<String, Object> found = tuner.run();
        ProductParameters kept = tuned.read(device).orElseThrow();
        assertEquals(kept.toMap(), found.get("best"));
        assertTrue(List.of(ProductParameters.of(device), OTHER).contains(kept), kept::toString);
        assertEquals(2, progress.size(), progress::toString);
        assertTrue(progress.get(1).contains("GFLOP/s"), "expected the same numbers by another tile, found " + progress);
        assertTrue(Files.exists(Path.of((String) found.get("file"))));
    }

    @Test
    void aBackendTakesWhatIsKeptAndComputesTheSameBits() {
        float[] usual = product(OpenClDevice.backend());
        tuned.write(device, OTHER);
        assertEquals(Optional.of(OTHER), tuned.read(device));
        try (OpenClBackend backend = new OpenClBackend(device, new ProgramCache(folder))) {
            assertArrayEquals(usual, product(backend));
        }
    }

    private static float[] product(Backend backend) {
        float[] numbers = new float[60 * 60];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) Math.sin(i);
        }
        Buffer a = backend.allocate(numbers.length);
        Buffer out = backend.allocate(numbers.length);
        backend.write(a, numbers);
        backend.matmul(new MatrixProduct(60, 60, 60, false, false), a, a, out);
        return backend.readFloats(out);
    }

    @Test
    void aFileThatIsDamagedOrAnothersIsLeftOut() throws IOException {
        Path file = tuned.write(device, OTHER);
        String whole = Files.readString(file);
        List<String> wrong = List.of(
                "",
                "gibberish",
                whole.substring(0, whole.length() / 2),
                whole.replace(device.name(), "another device"),
                whole.replace(device.driver() + "\n", "another driver\n"),
                whole.replace("rows=12", "rows=1200"),
                whole.replace("rows=12", "rows=-12"),
                whole.replace("rows=12", "rows=99999999999"),
                whole.replace("lanes=8", "lanes=3"),
                whole.replace("down=1\nacross=1\n", "down=4096\nacross=4096\n"),
                whole + "line\n".repeat(1000));
        for (String text : wrong) {
            Files.writeString(file, text);
            assertEquals(Optional.empty(), tuned.read(device), text);
        }
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertEquals(Optional.empty(), tuned.read(device));
        Files.delete(file);
        Files.createDirectory(file);
        assertEquals(Optional.empty(), tuned.read(device));
    }
}
