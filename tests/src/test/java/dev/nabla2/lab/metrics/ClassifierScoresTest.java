package dev.nabla2.lab.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Scores by class probabilities where they have a closed form. */
class ClassifierScoresTest {
    private static final Points CLEAR = new Points(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, 3);

    @Test
    void clearSamplesOfEveryClassScoreTheNumberOfClasses() {
        assertEquals(3, ClassifierScores.inception(CLEAR), 1e-12);
        assertEquals(3, ClassifierScores.mode(CLEAR, CLEAR), 1e-12);
    }

    @Test
    void oneClassAloneOrNoClearOneScoresOne() {
        assertEquals(1, ClassifierScores.inception(new Points(new double[] {0, 1, 0, 0, 1, 0}, 3)), 1e-12);
        assertEquals(1, ClassifierScores.inception(new Points(new double[] {0.2, 0.8, 0.2, 0.8}, 2)), 1e-12);
    }

    @Test
    void aCollapseLosesTheLogarithmOfTheMissingClassesInTheModeScore() {
        Points collapsed = new Points(new double[] {1, 0, 0, 1, 0, 0}, 3);
        assertEquals(1 / 3.0, ClassifierScores.mode(collapsed, CLEAR), 1e-12);
    }

    @Test
    void aClassThatRealDataNeverHaveScoresZero() {
        assertEquals(0, ClassifierScores.mode(CLEAR, new Points(new double[] {1, 0, 0, 0, 1, 0}, 3)));
    }

    @Test
    void whatAreNoProbabilitiesIsRefused() {
        Points tooMuch = new Points(new double[] {0.5, 0.6}, 2);
        Points negative = new Points(new double[] {-0.5, 1.5}, 2);
        assertThrows(IllegalArgumentException.class, () -> ClassifierScores.inception(tooMuch));
        assertThrows(IllegalArgumentException.class, () -> ClassifierScores.inception(negative));
        assertThrows(IllegalArgumentException.class, () -> ClassifierScores.mode(tooMuch, CLEAR));
    }
}
