package dev.nabla2.opencl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a driver's compiler may take the signal handlers of the Java virtual machine away.
 *
 * <p>PoCL compiles with LLVM inside the process. To remove its temporary files after a crash, LLVM sets handlers of its own for signals such
 * as SIGSEGV, each good for one signal only ({@code SA_RESETHAND}). Java's threads take SIGSEGV in all innocence, where they stop for the
 * garbage collector and where a reference is null. When two of them do at a time, the second finds no handler, and the process dies. The
 * JDK's {@code libjsig}, loaded before everything else, keeps both sides' handlers:
 * <a href="https://docs.oracle.com/en/java/javase/17/vm/signal-chaining.html">signal chaining</a>.
 */
final class SignalHandlers {
    private static final Path LOADED = Path.of("/proc/self/maps");

    private SignalHandlers() {}

    /** What a user should know before using the device. */
    static Optional<String> warning(Device device) {
        return device.platform().startsWith("Portable Computing Language") && isMissing()
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "opencl: the compiler of %s replaces signal handlers of Java, which may crash then; start Java with"
                                + " the environment variable LD_PRELOAD=%s/lib/libjsig.so, as ./nabla2 does",
                        device.platform(),
                        System.getProperty("java.home")))
                : Optional.empty();
    }

    /** Whether this is Linux, and the library is not among those that are loaded. */
    private static boolean isMissing() {
        if (!Files.isReadable(LOADED)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(LOADED)) {
            return lines.noneMatch(line -> line.contains("libjsig"));
        } catch (IOException unknown) {
            return false;
        }
    }
}
