package dev.nabla2.lab.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void quartilesAreThoseOfNumpy() {
        assertEquals(new Spread(1.75, 2.5, 3.25), Spread.of(new double[] {4, 1, 3, 2}));
        assertEquals(new Spread(2, 3, 4), Spread.of(new double[] {5, 4, 3, 2, 1}));
        assertEquals(new Spread(7, 7, 7), Spread.of(new double[] {7}));
    }

    @Test
    void whatIsNotANumberIsLeftOutAndInfinityIsNot() {
        assertEquals(new Spread(1.5, 2, 2.5), Spread.of(new double[] {Double.NaN, 1, 3}));
        assertEquals(3, Spread.of(new double[] {1, 3, Double.POSITIVE_INFINITY}).median());
        assertFalse(Spread.of(new double[] {Double.NaN}).exists());
    }
}
