package dev.nabla2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of the documentation parts of which are made by code, each between {@code <!-- made: name -->} and {@code <!-- end -->}.
 *
 * <p>A test fails where such a part is not what the code makes now; with the system property {@code nabla2.pages} set to {@code write} it
 * writes it instead: {@code ./mvnw -pl tests -am test -Dquick -Dtest=… -Dnabla2.pages=write -Dsurefire.failIfNoSpecifiedTests=false}.
 */
public final class MadeBlocks {
    private static final Pattern BLOCK =
            Pattern.compile("(<!-- made: (\\S+) -->\n)(.*?)(<!-- end -->)", Pattern.DOTALL);

    private MadeBlocks() {}

    /**
     * Asserts that all parts of a page are as they are made, or writes them.
     *
     * @param page its path from the repository's root
     * @param makers what makes each part, Markdown with a line end at its end
     */
    public static void check(String page, Map<String, Supplier<String>> makers) throws IOException {
        Path path = Path.of("..").resolve(page);
        String text = Files.readString(path);
        TreeSet<String> found = new TreeSet<>();
        Matcher block = BLOCK.matcher(text);
        StringBuilder made = new StringBuilder();
        while (block.find()) {
            assertTrue(makers.containsKey(block.group(2)), page + ": nothing makes " + block.group(2));
            found.add(block.group(2));
            String fresh = block.group(1) + makers.get(block.group(2)).get() + block.group(4);
            block.appendReplacement(made, Matcher.quoteReplacement(fresh));
        }
        block.appendTail(made);
        assertEquals(new TreeSet<>(makers.keySet()), found, page + ": the parts that are made");
        if ("write".equals(System.getProperty("nabla2.pages"))) {
            Files.writeString(path, made);
        } else {
            assertEquals(made.toString(), text, page + " is stale; run this test with -Dnabla2.pages=write");
        }
    }
}
