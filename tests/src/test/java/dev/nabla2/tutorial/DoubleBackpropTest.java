package dev.nabla2.tutorial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.MadeBlocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DoubleBackpropTest {
    private static final Path SOURCE = Path.of("src/test/java/dev/nabla2/tutorial/DoubleBackprop.java");
    private static final Path GRAPH = Path.of("../docs/images/double-backprop.dot");
    private static final Path PICTURE = Path.of("../docs/images/double-backprop.svg");
    private static final Pattern LABEL = Pattern.compile("label=\"([^\"]*)\"");
    private static final Pattern ARROW = Pattern.compile("(?m)^  (n\\d+ -> n\\d+) \\[(.*)];$");
    private static final Pattern TEXT = Pattern.compile("<text [^>]*>([^<]*)</text>");
    private static final Pattern DRAWN = Pattern.compile("<title>(n\\d+->n\\d+)</title>\\s*<path ([^>]*)/>");
    private static final Story STORY = new Story();

    @BeforeAll
    static void tell() {
        DoubleBackprop.tell(STORY);
    }

    /** The page's programs are the compiled ones, and what it says they print is what they print. */
    @Test
    void theTutorialShowsWhatItsProgramsPrint() throws IOException {
        MadeBlocks.check("docs/double-backprop.md", STORY.blocks(Files.readString(SOURCE)));
    }

    @Test
    void theGraphIsThatOfTheTape() throws IOException {
        if ("write".equals(System.getProperty("nabla2.pages"))) {
            Files.writeString(GRAPH, STORY.drawing());
        }
        assertEquals(STORY.drawing(), Files.readString(GRAPH));
    }

    /** Every label and every arrow of the graph is in the picture, and nothing else. */
    @Test
    void thePictureIsDrawnFromTheGraph() throws IOException {
        String graph = Files.readString(GRAPH);
        String picture = plain(Files.readString(PICTURE));
        List<String> labels = LABEL.matcher(graph)
                .results()
                .flatMap(label -> Stream.of(label.group(1).split("\\\\n")))
                .sorted()
                .toList();
        assertTrue(labels.size() > 70, "found " + labels);
        assertEquals(
                labels,
                TEXT.matcher(picture)
                        .results()
                        .map(text -> text.group(1))
                        .sorted()
                        .toList(),
                "stale: dot -Tsvg docs/images/double-backprop.dot -o docs/images/double-backprop.svg");
        assertEquals(
                ARROW.matcher(graph)
                        .results()
                        .map(arrow -> arrow.group(1).replace(" ", "")
                                + dashed(arrow.group(2).contains("dashed")))
                        .sorted()
                        .toList(),
                DRAWN.matcher(picture)
                        .results()
                        .map(arrow -> arrow.group(1) + dashed(arrow.group(2).contains("stroke-dasharray")))
                        .sorted()
                        .toList());
    }

    private static String dashed(boolean dashed) {
        return dashed ? " dashed" : "";
    }

    private static String plain(String svg) {
        return svg.replace("&#160;", " ")
                .replace("&#45;", "-")
                .replace("&gt;</title>", "></title>")
                .replace("-&gt;", "->");
    }
}
