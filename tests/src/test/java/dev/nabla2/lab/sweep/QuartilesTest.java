package dev.nabla2.lab.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class QuartilesTest {
    @Test
    void quartilesAreThoseOfNumpy() {
        assertEquals(new Quartiles(1.75, 2.5, 3.25), Quartiles.of(new double[] {4, 1, 3, 2}));
        assertEquals(new Quartiles(2, 3, 4), Quartiles.of(new double[] {5, 4, 3, 2, 1}));
        assertEquals(new Quartiles(7, 7, 7), Quartiles.of(new double[] {7}));
    }

    @Test
    void whatIsNotANumberIsLeftOutAndInfinityIsNot() {
        assertEquals(new Quartiles(1.5, 2, 2.5), Quartiles.of(new double[] {Double.NaN, 1, 3}));
        assertEquals(
                3, Quartiles.of(new double[] {1, 3, Double.POSITIVE_INFINITY}).median());
        assertFalse(Quartiles.of(new double[] {Double.NaN}).exists());
    }
}
