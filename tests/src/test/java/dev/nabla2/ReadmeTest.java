package dev.nabla2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's programs are what they are said to be. */
class ReadmeTest {
    private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern OUTPUT =
            Pattern.compile("penalty (\\S+), (\\d+) matrix products\n(?:\\|∇ \\S+\\| = \\S+\n){6}");

    @Test
    void theProgramCompilesAndPrintsTheGradientOfAPenalty(@TempDir Path folder) throws Exception {
        Path source = folder.resolve("Penalty.java");
        Files.writeString(source, program());
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, errors, "-cp", System.getProperty("java.class.path"), "-d", folder + "", source + "");
        assertEquals(0, status, errors.toString(StandardCharsets.UTF_8));
        Matcher output = OUTPUT.matcher(run(folder));
        assertTrue(output.matches(), "found " + output);
        assertTrue(Double.parseDouble(output.group(1)) > 0);
        assertEquals(14, Integer.parseInt(output.group(2)));
    }

    @Test
    void theExampleIsTheOneUnderDocs() throws IOException {
        Path source = Path.of("..", "docs/examples/embedding/src/main/java/com/example/embedding/Embedding.java");
        String example = Files.readString(source);
        String shown = "```java\n" + example.substring(example.indexOf("import")) + "```\n";
        assertTrue(Files.readString(Path.of("..", "README.md")).contains(shown), "README.md shows " + source);
    }

    private static String program() throws IOException {
        Matcher block = PROGRAM.matcher(Files.readString(Path.of("..", "README.md")));
        assertTrue(block.find(), "README.md has a block of Java");
        return block.group(1);
    }

    private static String run(Path folder) throws Exception {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass("Penalty").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(console);
        }
        return printed.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
