package dev.nabla2.lab.command;

import java.util.function.DoublePredicate;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options' values that are numbers in a range. */
final class Numbers {
    private Numbers() {}

    /** A whole number of at least 1, and of at most ten million, above which no run would ever end. */
    static final class Positive implements ITypeConverter<Integer> {
        private static final int MOST = 10_000_000;

        @Override
        public Integer convert(String text) {
            return checked(
                    text,
                    Integer::valueOf,
                    number -> number >= 1 && number <= MOST,
                    "a whole number from 1 to " + MOST);
        }
    }

    /** A number of threads. */
    static final class Threads implements ITypeConverter<Integer> {
        private static final int MOST = 1024;

        @Override
        public Integer convert(String text) {
            return checked(
                    text,
                    Integer::valueOf,
                    number -> number >= 1 && number <= MOST,
                    "a whole number from 1 to " + MOST);
        }
    }

    /** Any whole number of 64 bits. */
    static final class Whole implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return checked(text, Long::valueOf, number -> true, "a whole number");
        }
    }

    /** A finite number above 0. */
    static final class AboveZero implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            return checked(text, Double::valueOf, number -> number > 0 && Double.isFinite(number), "a number above 0");
        }
    }

    /** A finite number of at least 0. */
    static final class NotNegative implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            return checked(
                    text, Double::valueOf, number -> number >= 0 && Double.isFinite(number), "a number of at least 0");
        }
    }

    /** A number above 0 and at most 1. */
    static final class Share implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            return checked(
                    text, Double::valueOf, number -> number > 0 && number <= 1, "a number above 0 and at most 1");
        }
    }

    /** A number from 0 to below 1. */
    static final class BelowOne implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            return checked(text, Double::valueOf, number -> number >= 0 && number < 1, "a number from 0 to below 1");
        }
    }

    private static <T extends Number> T checked(
            String text, Function<String, T> parser, DoublePredicate range, String expected) {
        TypeConversionException wrong = new TypeConversionException("expected " + expected + ", found '" + text + "'");
        try {
            T number = parser.apply(text);
            if (range.test(number.doubleValue())) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            wrong.initCause(notANumber);
        }
        throw wrong;
    }
}
