package dev.nabla2.lab.spectrum;

import dev.nabla2.gan.Flow;
import java.util.List;

/**
 * The outermost eigenvalues of a game at one moment of its training.
 *
 * @param step after how many steps
 * @param rest how long the field is there, or how far a step leads over h
 * @param outermost the largest and the rightmost that were found, the rightmost first
 */
public record Look(int step, double rest, List<Eigenvalue> outermost) {
    /** Copies the list. */
    public Look {
        outermost = List.copyOf(outermost);
    }

    /** Takes a look. */
    static Look at(int step, Subject subject, SpectrumSettings settings) {
        Flow flow = new Flow(subject.game(), settings.dynamics().dynamics(), settings.step());
        try (Linearisation linear = new Linearisation(flow, subject.place())) {
            return new Look(
                    step,
                    Spectrum.rest(flow, linear),
                    Spectrum.leading(linear, settings.wanted()).eigenvalues());
        }
    }

    /** The largest real part. */
    public double rightmost() {
        return outermost.stream().mapToDouble(Eigenvalue::re).max().orElse(Double.NaN);
    }

    /** The largest modulus. */
    public double largest() {
        return outermost.stream().mapToDouble(Eigenvalue::modulus).max().orElse(Double.NaN);
    }
}
