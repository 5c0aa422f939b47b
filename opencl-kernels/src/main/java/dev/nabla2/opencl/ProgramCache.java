package dev.nabla2.opencl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Compiled programs in a folder, a file for each. A file begins with a hash of the rest, for a driver may crash on what is damaged. That
 * a file cannot be read or written costs time, and is no error.
 *
 * @param folder where the files lie; made where there is none
 */
record ProgramCache(Path folder) {
    private static final int HASH_BYTES = 32;

    /**
     * What determines a compiled program.
     *
     * @param hash of all of it
     */
    record Key(String hash) {}

    /** The folder for caches of the user's system: {@code $XDG_CACHE_HOME} or {@code ~/.cache} but on Windows and macOS. */
    static ProgramCache ofUser() {
        Path home = Path.of(System.getProperty("user.home"));
        String system = System.getProperty("os.name");
        Path caches = system.startsWith("Windows")
                ? named("LOCALAPPDATA").orElse(home)
                : system.startsWith("Mac")
                        ? home.resolve("Library").resolve("Caches")
                        : named("XDG_CACHE_HOME").orElse(home.resolve(".cache"));
        return new ProgramCache(caches.resolve("nabla2").resolve("opencl"));
    }

    private static Optional<Path> named(String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(path -> !path.isBlank())
                .map(Path::of);
    }

    /** The key of a program that these texts determine. */
    Key key(String... texts) {
        return new Key(HexFormat.of().formatHex(hash(String.join("\n", texts).getBytes(StandardCharsets.UTF_8))));
    }

    Optional<byte[]> read(Key key) {
        try {
            byte[] file = Files.readAllBytes(file(key));
            byte[] binary = Arrays.copyOfRange(file, Math.min(HASH_BYTES, file.length), file.length);
            boolean isWhole = file.length > HASH_BYTES && Arrays.equals(hash(binary), Arrays.copyOf(file, HASH_BYTES));
            return isWhole ? Optional.of(binary) : Optional.empty();
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    void write(Key key, byte[] binary) {
        try {
            Files.createDirectories(folder);
            byte[] file = Arrays.copyOf(hash(binary), HASH_BYTES + binary.length);
            System.arraycopy(binary, 0, file, HASH_BYTES, binary.length);
            Path temporary = Files.createTempFile(folder, "program", ".new");
            try {
                Files.write(temporary, file);
                Files.move(temporary, file(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException full) {
            // It is compiled again next time.
        }
    }

    private Path file(Key key) {
        return folder.resolve(key.hash() + ".bin");
    }

    private static byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
