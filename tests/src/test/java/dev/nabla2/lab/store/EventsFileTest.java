package dev.nabla2.lab.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Event files byte by byte, against bytes that a few lines of Python made of the formats' descriptions, with a checksum of their own.
 */
class EventsFileTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000L, 500_000_000L);

    @TempDir
    private Path folder;

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void aFileIsTheseBytes() throws IOException {
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("a", 1.5);
        numbers.put("none", Double.NaN);
        try (EventsFile events = EventsFile.begin(folder, 0, NOW)) {
            events.write(300, numbers, NOW);
        }
        Path file = files().get(0);
        assertEquals(
                "events.out.tfevents.1700000000.nabla2.0", file.getFileName().toString());
        assertArrayEquals(
                HexFormat.of()
                        .parseHex("1a00000000000000129bd82d0900002040fc54d94110001a0d627261696e2e4576656e743a32bf8a691d"
                                + "1800000000000000a37f4b220900002040fc54d94110ac022a0a0a080a0161150000c03ffd4cd5e3"),
                Files.readAllBytes(file));
    }

    @Test
    void aRunThatGoesOnTellsSoInAFileThatComesLater() throws IOException {
        EventsFile.begin(folder, 0, NOW).close();
        EventsFile.begin(folder, 299, NOW).close();
        byte[] first = Files.readAllBytes(files().get(0));
        byte[] second = Files.readAllBytes(files().get(1));
        assertEquals(
                "events.out.tfevents.1700000000.nabla2.1",
                files().get(1).getFileName().toString());
        assertArrayEquals(first, Arrays.copyOf(second, first.length));
        assertArrayEquals(
                HexFormat.of().parseHex("100000000000000095fbfe180900002040fc54d94110ac023a020801b94512a3"),
                Arrays.copyOfRange(second, first.length, second.length));
    }
}
