package dev.nabla2.nn;

import java.util.regex.Pattern;

/** Text from a file as an error may repeat it: in one line, of bounded length, with nothing that a terminal would obey. */
final class Shown {
    /** Controls, marks of direction, halves of characters, separators of lines. */
    private static final Pattern UNPRINTED = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private static final int PART = 60;
    private static final int MESSAGE = 1000;

    private Shown() {}

    /** A part of a message. */
    static String of(Object found) {
        return cut(String.valueOf(found), PART);
    }

    /** A message that was made of parts. */
    static String message(String message) {
        return cut(message, MESSAGE);
    }

    private static String cut(String text, int most) {
        String line = text.length() <= most ? text : text.substring(0, most) + "\u2026";
        return UNPRINTED.matcher(line).replaceAll("?");
    }
}
