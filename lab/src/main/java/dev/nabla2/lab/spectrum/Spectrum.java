package dev.nabla2.lab.spectrum;

import dev.nabla2.gan.Flow;
import dev.nabla2.lab.game.ToyGame;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The eigenvalues of a game under dynamics, and what they say.
 *
 * @param subject which game and where
 * @param settings under which dynamics, at which step
 * @param isField whether they are those of a field F, rather than multipliers of a step
 * @param parameters how many all players have
 * @param size of the Jacobian
 * @param rest ‖F‖ there, or how far a step leads over h: 0 where the game is at rest
 * @param isWhole whether all eigenvalues are there, of the whole Jacobian
 * @param eigenvalues the rightmost first
 * @param plain those of the players' own gradients at the same place; empty unless they were asked for
 * @param products how many products with the Jacobian the others took; 0 of the whole Jacobian
 * @param isComplete whether all that were wanted converged
 * @param largestStep of a game at rest, the step beyond which it is left; for large games known only of fields, as far as the eigenvalues
 *     that were found tell
 * @param growth what steps of the game as it is really played do: that at the step asked for, then those beside the largest, if there is
 *     one
 * @param along what was seen of a training that led there; may be empty
 * @param seconds what it took
 */
public record Spectrum(
        Subject subject,
        SpectrumSettings settings,
        boolean isField,
        int parameters,
        int size,
        double rest,
        boolean isWhole,
        List<Eigenvalue> eigenvalues,
        List<Eigenvalue> plain,
        int products,
        boolean isComplete,
        OptionalDouble largestStep,
        List<Growth> growth,
        List<Look> along,
        double seconds) {
    private static final double RESTRAINED = 0.98;
    private static final double TOO_FAR = 1.02;
    private static final double AT_REST = 1e-9;
    private static final double TOLERANCE = 1e-8;
    private static final int RESTARTS = 300;
    private static final int LONG = 4_000;

    /** Copies the lists. */
    public Spectrum {
        eigenvalues = List.copyOf(eigenvalues);
        plain = List.copyOf(plain);
        growth = List.copyOf(growth);
        along = List.copyOf(along);
    }

    /**
     * Finds it out.
     *
     * @param along what was seen of a training that led there
     */
    public static Spectrum of(Subject subject, SpectrumSettings settings, List<Look> along) {
        long begin = System.nanoTime();
        Flow flow = flow(subject, settings);
        try (Linearisation linear = new Linearisation(flow, subject.place())) {
            boolean whole = linear.size() <= settings.most();
            Arnoldi.Found found = found(linear, settings);
            Optional<ToyGame> atRest = subject.toy().filter(toy -> !toy.isSampled());
            OptionalDouble largest = atRest.isPresent()
                    ? OptionalDouble.of(largestStep(subject, settings, found.eigenvalues()))
                    : OptionalDouble.empty();
            List<Growth> growth =
                    atRest.map(toy -> growth(subject, toy, settings, largest)).orElse(List.of());
            return new Spectrum(
                    subject,
                    settings,
                    flow.isField(),
                    subject.place().parameters().count(),
                    linear.size(),
                    rest(flow, linear),
                    whole,
                    found.eigenvalues(),
                    settings.plain() ? plain(subject, settings.withoutMethod()) : List.of(),
                    found.products(),
                    found.isComplete(),
                    largest,
                    growth,
                    along,
                    (System.nanoTime() - begin) * 1e-9);
        }
    }

    private static Flow flow(Subject subject, SpectrumSettings settings) {
        return new Flow(subject.game(), settings.dynamics().dynamics(), settings.step());
    }

    private static Arnoldi.Found found(Linearisation linear, SpectrumSettings settings) {
        return linear.size() <= settings.most() ? all(linear, settings.batches()) : leading(linear, settings.wanted());
    }

    private static List<Eigenvalue> plain(Subject subject, SpectrumSettings settings) {
        try (Linearisation linear = new Linearisation(flow(subject, settings), subject.place())) {
            return found(linear, settings).eigenvalues();
        }
    }

    private static Arnoldi.Found all(Linearisation linear, int batches) {
        return new Arnoldi.Found(Eigenvalues.of(linear.whole(batches), linear.size()), 0, true);
    }

    /** The largest and the rightmost, each once. */
    static Arnoldi.Found leading(Linearisation linear, int wanted) {
        Arnoldi arnoldi = new Arnoldi(linear.size(), linear::times, TOLERANCE, RESTARTS);
        Arnoldi.Found largest = arnoldi.of(Arnoldi.Which.LARGEST, wanted);
        Arnoldi.Found rightmost = arnoldi.of(Arnoldi.Which.RIGHTMOST, wanted);
        List<Eigenvalue> both = Stream.concat(
                        largest.eigenvalues().stream(),
                        rightmost.eigenvalues().stream()
                                .filter(one -> largest.eigenvalues().stream().noneMatch(other -> near(one, other))))
                .sorted(Eigenvalue.RIGHTMOST)
                .toList();
        return new Arnoldi.Found(
                both, largest.products() + rightmost.products(), largest.isComplete() && rightmost.isComplete());
    }

    private static boolean near(Eigenvalue one, Eigenvalue other) {
        double apart = Math.hypot(one.re() - other.re(), one.im() - other.im());
        return apart <= 100 * TOLERANCE * Math.max(one.modulus(), other.modulus());
    }

    static double rest(Flow flow, Linearisation linear) {
        double[] value = linear.value();
        if (!flow.isField()) {
            double[] from = flow.state(linear.place().parameters()).flatten().toDoubles();
            Arrays.setAll(value, i -> (value[i] - from[i]) / flow.rate());
        }
        return Math.sqrt(Arrays.stream(value).map(x -> x * x).sum());
    }

    private static double largestStep(Subject subject, SpectrumSettings settings, List<Eigenvalue> eigenvalues) {
        return settings.dependsOnStep()
                ? Stability.largestStep(h -> radius(subject, settings.with(h)))
                : Stability.largestStep(eigenvalues);
    }

    /** The spectral radius of the Jacobian of a step. */
    private static double radius(Subject subject, SpectrumSettings settings) {
        Flow flow = flow(subject, settings);
        try (Linearisation linear = new Linearisation(flow, subject.place())) {
            return Eigenvalues.of(linear.whole(), linear.size()).stream()
                    .mapToDouble(one -> flow.isField() ? one.multiplier(settings.step()) : one.modulus())
                    .max()
                    .orElse(0);
        }
    }

    private static List<Growth> growth(
            Subject subject, ToyGame toy, SpectrumSettings settings, OptionalDouble largest) {
        Stream<SpectrumSettings> beside = largest.stream()
                .filter(h -> h > 0 && h < Double.POSITIVE_INFINITY)
                .boxed()
                .flatMap(h -> Stream.of(settings.with(RESTRAINED * h), settings.with(TOO_FAR * h)));
        Stream<Growth> asked = Stream.of(played(subject, toy, settings, settings.steps()));
        return Stream.concat(asked, beside.map(one -> played(subject, toy, one, LONG)))
                .toList();
    }

    private static Growth played(Subject subject, ToyGame toy, SpectrumSettings settings, int steps) {
        return Growth.of(
                subject, toy, settings.dynamics().dynamics(), settings.step(), steps, radius(subject, settings));
    }

    /** Whether the game is at rest where it is looked at, so that eigenvalues say whether it stays. */
    public boolean isAtRest() {
        return rest < AT_REST;
    }

    /** λ as a multiplier of a step, which a map's eigenvalue is already. */
    double multiplier(Eigenvalue eigenvalue) {
        return isField ? eigenvalue.multiplier(settings.step()) : eigenvalue.modulus();
    }
}
