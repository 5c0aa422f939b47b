package dev.nabla2.tutorial;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program told in parts: what stands between {@code out.part("name");} and the next part is shown on a page, with what it prints.
 *
 * <p>What is shown is the text that was compiled, and what is printed comes of running it.
 */
final class Story {
    private static final Pattern PART = Pattern.compile(
            "(?m)^ *out\\.part\\(\"(\\S+)\"\\);\n(.*?)(?=^ *out\\.(?:part|end)\\()",
            Pattern.DOTALL | Pattern.MULTILINE);

    private final Map<String, StringBuilder> printed = new LinkedHashMap<>();
    private StringBuilder current = new StringBuilder();
    private String drawing = "";

    /** From here on, what is shown and printed belongs to a part of this name. */
    void part(String name) {
        current = new StringBuilder();
        if (printed.put(name, current) != null) {
            throw new IllegalArgumentException("expected distinct parts, found " + name + " twice");
        }
    }

    /** From here on, nothing is shown. */
    void end() {
        current = new StringBuilder();
    }

    /** What the page's picture shows, in the language of Graphviz. */
    void drawing(String graph) {
        drawing = graph;
    }

    String drawing() {
        return drawing;
    }

    void print(String text) {
        current.append(text);
    }

    void printf(String format, Object... numbers) {
        print(String.format(Locale.ROOT, format, numbers).replace("\r\n", "\n"));
    }

    /**
     * The parts as blocks of Markdown, by name.
     *
     * @param source the Java file that told this story
     */
    Map<String, Supplier<String>> blocks(String source) {
        Map<String, Supplier<String>> blocks = new LinkedHashMap<>();
        Matcher part = PART.matcher(source);
        while (part.find()) {
            StringBuilder output = printed.get(part.group(1));
            if (output == null) {
                throw new IllegalStateException("the part " + part.group(1) + " was not told");
            }
            String block = "```java\n" + part.group(2).stripTrailing().stripIndent() + "\n```\n"
                    + (output.length() == 0
                            ? ""
                            : "\n```text\n" + output.toString().stripTrailing() + "\n```\n");
            blocks.put(part.group(1), () -> block);
        }
        if (!blocks.keySet().equals(printed.keySet())) {
            throw new IllegalStateException("expected the parts " + printed.keySet() + ", found " + blocks.keySet());
        }
        return blocks;
    }
}
