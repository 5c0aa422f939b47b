package dev.nabla2.engine.check;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which way a walk over the tape goes. */
public enum Mode {
    /** Backwards, with cotangents. */
    REVERSE,
    /** Forwards, with tangents. */
    FORWARD;

    /** Such as {@code reverse}, or {@code reverse then forward}, innermost walk first. */
    static String describe(List<Mode> modes) {
        return modes.stream().distinct().count() == 1
                ? modes.get(0).label()
                : modes.stream().map(Mode::label).collect(Collectors.joining(" then "));
    }

    /** The name in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
