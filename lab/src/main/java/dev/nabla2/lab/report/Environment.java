package dev.nabla2.lab.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What a run ran on.
 *
 * @param version of this program
 * @param java version and vendor of the JDK
 * @param machine processor, and how many of its threads Java may use
 * @param system operating system and architecture
 */
public record Environment(String version, String java, String machine, String system) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    /** The environment of this process. */
    public static Environment current() {
        return new Environment(
                productVersion(),
                System.getProperty("java.runtime.version") + " (" + System.getProperty("java.vendor") + ", "
                        + System.getProperty("java.vm.name") + ")",
                processor() + ", available processors: " + Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"));
    }

    /** What it says by name, for a page. */
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("nabla2", version);
        facts.put("Java", java);
        facts.put("Machine", machine);
        facts.put("System", system);
        return facts;
    }

    private static String productVersion() {
        Properties properties = new Properties();
        try (InputStream file = Environment.class.getResourceAsStream("/dev/nabla2/lab/version.properties")) {
            properties.load(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return properties.getProperty("version");
    }

    /** Java does not tell the processor's name; Linux does, and elsewhere the architecture must do. */
    private static String processor() {
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException | UncheckedIOException notLinux) {
            return System.getProperty("os.arch");
        }
    }
}
