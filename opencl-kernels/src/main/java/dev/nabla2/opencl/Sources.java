package dev.nabla2.opencl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The kernels' sources, which lie beside this class as resources, one for each idea. */
final class Sources {
    private Sources() {}

    /** Sources one after the other; the rules for arithmetic come before all. */
    static String of(String... names) {
        StringBuilder text = new StringBuilder(alone("arithmetic.cl"));
        for (String name : names) {
            text.append('\n').append(alone(name));
        }
        return text.toString();
    }

    /** A source without what it needs before it. */
    static String alone(String name) {
        try (InputStream stream = Sources.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("expected the resource " + name + ", found none");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
