package dev.nabla2.nn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads as much JSON as a safetensors header may hold: objects, arrays, strings and whole numbers (RFC 8259 without the rest). */
final class HeaderJson {
    private static final int DEPTH = 4;
    private static final int HEX = 16;
    private static final int UNICODE_DIGITS = 4;

    private final String text;
    private int at;

    private HeaderJson(String text) {
        this.text = text;
    }

    /**
     * The object that a text holds, with its entries in order: values are maps, lists, strings and longs.
     *
     * @throws SafetensorsException if it is something else
     */
    static Map<String, Object> object(String text) {
        HeaderJson json = new HeaderJson(text);
        Object value = json.value(0);
        json.skipSpaces();
        if (json.at < text.length()) {
            throw json.unexpected("the end");
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw new SafetensorsException("expected a JSON object, found something else");
        }
        Map<String, Object> object = new LinkedHashMap<>();
        map.forEach((key, entry) -> object.put((String) key, entry));
        return object;
    }

    private Object value(int depth) {
        skipSpaces();
        if (depth > DEPTH) {
            throw unexpected("no more than " + DEPTH + " levels");
        }
        return switch (peek()) {
            case '{' -> members(depth);
            case '[' -> elements(depth);
            case '"' -> string();
            default -> number();
        };
    }

    private Map<String, Object> members(int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        take('{');
        skipSpaces();
        while (peek() != '}') {
            skipSpaces();
            String name = string();
            skipSpaces();
            take(':');
            if (members.put(name, value(depth + 1)) != null) {
                throw new SafetensorsException("expected distinct names, found " + Shown.of(name) + " twice");
            }
            separate('}');
        }
        take('}');
        return members;
    }

    private List<Object> elements(int depth) {
        List<Object> elements = new ArrayList<>();
        take('[');
        skipSpaces();
        while (peek() != ']') {
            elements.add(value(depth + 1));
            separate(']');
        }
        take(']');
        return elements;
    }

    /** Takes a comma that something follows, or stops before the end. */
    private void separate(char end) {
        skipSpaces();
        if (peek() != end) {
            take(',');
            skipSpaces();
            if (peek() == end) {
                throw unexpected("one more after the comma");
            }
        }
    }

    private String string() {
        take('"');
        StringBuilder string = new StringBuilder();
        while (peek() != '"') {
            if (peek() < ' ') {
                throw unexpected("no control character");
            }
            char c = next();
            string.append(c == '\\' ? escaped() : c);
        }
        take('"');
        return string.toString();
    }

    private char escaped() {
        if ("\"\\/bfnrtu".indexOf(peek()) < 0) {
            throw unexpected("an escape");
        }
        char c = next();
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> c;
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < UNICODE_DIGITS; i++) {
            int digit = Character.digit(peek(), HEX);
            if (digit < 0) {
                throw unexpected("four hexadecimal digits");
            }
            at++;
            code = code * HEX + digit;
        }
        return (char) code;
    }

    private Long number() {
        int start = at;
        while (at < text.length() && Character.digit(text.charAt(at), 10) >= 0) {
            at++;
        }
        try {
            return Long.parseLong(text.substring(start, at));
        } catch (NumberFormatException tooLong) {
            at = start;
            throw unexpected("a whole number");
        }
    }

    private void skipSpaces() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw unexpected("more");
        }
        return text.charAt(at);
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }

    private void take(char c) {
        if (peek() != c) {
            throw unexpected("'" + c + "'");
        }
        at++;
    }

    private SafetensorsException unexpected(String expected) {
        String found = at < text.length() ? "'" + Shown.of(text.charAt(at)) + "'" : "the end";
        return new SafetensorsException(
                "expected " + expected + " at character " + at + " of the header, found " + found);
    }
}
