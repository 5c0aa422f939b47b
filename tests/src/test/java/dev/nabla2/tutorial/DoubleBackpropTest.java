package dev.nabla2.tutorial;

import dev.nabla2.MadeBlocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DoubleBackpropTest {
    private static final Path SOURCE = Path.of("src/test/java/dev/nabla2/tutorial/DoubleBackprop.java");

    /** The page's programs are the compiled ones, and what it says they print is what they print. */
    @Test
    void theTutorialShowsWhatItsProgramsPrint() throws IOException {
        Story story = new Story();
        DoubleBackprop.tell(story);
        MadeBlocks.check("docs/double-backprop.md", story.blocks(Files.readString(SOURCE)));
    }
}
