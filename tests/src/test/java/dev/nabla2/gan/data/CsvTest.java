package dev.nabla2.gan.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTest {
    @TempDir
    private Path folder;

    private Path write(String text) {
        return IdxFiles.write(folder.resolve("table.csv"), text.getBytes(StandardCharsets.UTF_8));
    }

    private Table read(String text) {
        return Csv.read(write(text));
    }

    private String refusal(String text) {
        Path file = write(text);
        String message = assertThrows(DataException.class, () -> Csv.read(file)).getMessage();
        assertEquals(1, message.lines().count(), message);
        assertTrue(message.startsWith(file.toString()), message);
        return message.substring(file.toString().length());
    }

    private static double[] row(Table table, int index) {
        double[] row = new double[table.columns().size()];
        table.copy(index, row, 0);
        return row;
    }

    @Test
    void rowsAreReadWithAHeaderAndWithout() {
        for (String text : List.of(
                "x,y\n1,2\n3.5,-4e-1\n", "1,2\r\n3.5,-4e-1", "\n1 , 2\n\n 3.5,-4e-1\n\n", "\uFEFF1,2\n3.5,-0.4")) {
            Table table = read(text);
            assertEquals(2, table.size(), text);
            assertEquals(Shape.of(2), table.sampleShape());
            assertArrayEquals(new double[] {1, 2}, row(table, 0));
            assertArrayEquals(new double[] {3.5, -0.4}, row(table, 1));
        }
        assertEquals(
                List.of("height in m", "weight"),
                read("height in m, weight\n1,2\n").columns());
        assertEquals(List.of("column 1", "column 2"), read("1,2\n").columns());
    }

    @Test
    void drawnSamplesAreRows() {
        double[] drawn = read("1,10\n2,20\n3,30\n").draw(RandomStream.of(1), 50);
        for (int i = 0; i < 100; i += 2) {
            assertEquals(10 * drawn[i], drawn[i + 1]);
        }
    }

    @Test
    void errorsNameLineAndColumn() {
        assertEquals(" line 3 column 2: expected a finite number, found 'two'", refusal("x,y\n1,2\n3,two\n"));
        assertEquals(" line 1 column 2: expected a finite number, found 'y'", refusal("1,y\n"));
        assertEquals(" line 4 column 1: expected a finite number, found ''", refusal("x,y\n1,2\n\n,5\n"));
        assertEquals(" line 2 column 1: expected a finite number, found 'NaN'", refusal("1\nNaN\n"));
        assertEquals(" line 1 column 1: expected a finite number, found 'NaN'", refusal("NaN,Infinity\n1,2\n"));
        assertEquals(" line 2 column 1: expected a finite number, found '1e999'", refusal("1\n1e999\n"));
        assertEquals(" line 3: expected 2 columns, as in the first line, found 3", refusal("1,2\n3,4\n5,6,7\n"));
        assertEquals(": expected at least one row of numbers, found none", refusal("x,y\n\n"));
        assertEquals(": expected at least one row of numbers, found none", refusal(""));
    }

    @Test
    void aLongOrStrangeFieldIsShownShortAndInOneLine() {
        assertTrue(refusal("1\n" + "a".repeat(500)).length() < 90);
        assertTrue(refusal("1\na\u0007\u000Bb").endsWith("found 'a??b'"));
        assertTrue(refusal("1\na\u009Bb\u202E").endsWith("found 'a?b?'"));
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        Path file = IdxFiles.write(folder.resolve("bytes.csv"), new byte[] {'1', '\n', (byte) 0xff, (byte) 0xfe});
        String message = assertThrows(DataException.class, () -> Csv.read(file)).getMessage();
        assertTrue(message.contains("expected text in UTF-8"), message);
    }
}
