import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes the cpu backend's kernels a second time, for doubles: every class of a package that was written for floats gets a
 * twin in a package of its own, in which each float is a double.
 *
 * <p>A class for which that is not enough, because it knows the bits of a float or holds a polynomial that is good to 24 bits,
 * stands beside by hand, under the same name, and is left alone. Anything that would come out wrong otherwise is an error that
 * names the file and the line.
 *
 * <p>Run by Maven before it compiles: {@code java Twins.java <sources> <package> <twin's package> <where to write>}.
 */
public final class Twins {
    /** What means something in floats only, and why. */
    private static final Map<Pattern, String> REFUSED = Map.of(
            Pattern.compile("0[xX][0-9a-fA-F_.]+[pP][+-]?\\d+[fF]\\b"),
            "a number given by its bits is a coefficient or a layout of floats",
            Pattern.compile("(?<![\\w.])\\d+\\.\\d{5,}[fF]\\b"),
            "a number of so many digits is rounded to a float",
            Pattern.compile("\\b(IntVector|reinterpretAs\\w+|VectorSpecies<Integer>)"),
            "the bits of a double are longs",
            Pattern.compile("\\b(\\w+ToInt(Bits|RawBits)|\\w+ToRawIntBits|intBitsTo\\w+)"),
            "the bits of a double are longs");

    private static final Pattern LITERAL =
            Pattern.compile("(?<![\\w.])((?:\\d[\\d_]*\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)[fF]\\b");

    /** Where a class may say what it suppresses: a cast to float is one from double to double in its twin. */
    private static final Pattern CLASS = Pattern.compile(
            "(?m)^(?=(?:(?:public|abstract|final|sealed|non-sealed) )*(?:class|interface|record|enum) )");

    private static final Pattern SHARED = Pattern.compile("(?m)^public (?:final )?(?:class|interface|record|enum) ");

    private final Path sources;
    private final String original;
    private final String twin;
    private final Path target;
    private final List<String> errors = new ArrayList<>();

    private Twins(Path sources, String original, String twin, Path target) {
        this.sources = sources;
        this.original = original;
        this.twin = twin;
        this.target = target;
    }

    /** Exits with 1 where a class has no twin, after saying why. */
    public static void main(String[] args) throws IOException {
        Twins twins = new Twins(Path.of(args[0]), args[1], args[2], Path.of(args[3]));
        twins.write();
        if (!twins.errors.isEmpty()) {
            twins.errors.forEach(System.err::println);
            System.exit(1);
        }
    }

    private static Path folder(Path root, String name) {
        return root.resolve(name.replace('.', '/'));
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private void write() throws IOException {
        Map<Path, String> all = read(folder(sources, original));
        List<String> shared = new ArrayList<>();
        Map<String, String> written = new HashMap<>();
        all.forEach((file, text) -> {
            String name = name(file);
            boolean byHand = Files.exists(folder(sources, twin).resolve(inDoubles(name) + ".java"));
            if (SHARED.matcher(text).find() && inDoubles(text).equals(text)) {
                shared.add(name);
            } else if (!byHand && !name.equals("package-info")) {
                written.put(inDoubles(name), twinOf(file, text));
            }
        });
        Path folder = folder(target, twin);
        Files.createDirectories(folder);
        for (Path old : read(folder).keySet()) {
            if (!written.containsKey(name(old))) {
                Files.delete(old);
            }
        }
        for (Map.Entry<String, String> one : written.entrySet()) {
            writeIfNew(folder.resolve(one.getKey() + ".java"), withImports(one.getValue(), shared));
        }
    }

    private static Map<Path, String> read(Path folder) throws IOException {
        Map<Path, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                texts.put(file, Files.readString(file));
            }
        }
        return texts;
    }

    private String twinOf(Path file, String text) {
        REFUSED.forEach((pattern, why) -> {
            Matcher found = pattern.matcher(text);
            if (found.find()) {
                long line = text.substring(0, found.start()).lines().count();
                errors.add(String.format(
                        "%s:%d: '%s': %s. Say it so that it is right for doubles too, or write %s.%s by hand.",
                        file, line, found.group(), why, twin, inDoubles(name(file))));
            }
        });
        String renamed = inDoubles(text.replace(original, twin));
        String literals = LITERAL.matcher(renamed).replaceAll("$1d");
        return CLASS.matcher(literals).replaceAll("@SuppressWarnings(\"cast\")\n");
    }

    private static String inDoubles(String text) {
        return text.replace("float", "double").replace("Float", "Double").replace("FLOAT", "DOUBLE");
    }

    /** A public class that knows no floats has no twin; the twins of those that use it must import it. */
    private String withImports(String text, List<String> shared) {
        StringBuilder imports = new StringBuilder();
        for (String name : shared) {
            if (Pattern.compile("\\b" + name + "\\b").matcher(text).find()) {
                imports.append("import ")
                        .append(original)
                        .append('.')
                        .append(name)
                        .append(";\n");
            }
        }
        String end = "package " + twin + ";\n";
        return text.replace(end, end + imports);
    }

    /** Leaves a file that would be the same as it is, so that nothing is compiled again because of it. */
    private static void writeIfNew(Path file, String text) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.writeString(file, text);
        }
    }
}
