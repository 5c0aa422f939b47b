package dev.nabla2.lab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers in pages and tables. */
class FormatTest {
    @Property
    void aNumberReadsAsItselfToThreeDigits(
            @ForAll @DoubleRange(min = -9.99, max = 9.99) double digits,
            @ForAll @IntRange(min = -12, max = 12) int exponent) {
        double value = digits * Math.pow(10, exponent);
        String text = Format.number(value).replace('\u2212', '-').replace(",", "");
        assertEquals(value, Double.parseDouble(text), 0.0051 * Math.abs(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.9996|1.00",
                "1|1",
                "-0.0|0",
                "58400|58,400",
                "1234.4|1,234",
                "-0.02134|−0.0213",
                "NaN|–",
                "2.5e-7|2.50e−07"
            })
    void numbersLookTheSameWhateverTheirSize(double value, String text) {
        assertEquals(text, Format.number(value));
    }
}
