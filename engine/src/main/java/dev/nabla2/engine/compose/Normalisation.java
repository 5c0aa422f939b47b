package dev.nabla2.engine.compose;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.ShapeException;
import dev.nabla2.engine.Tensor;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Activations brought to mean 0 and variance 1 through their own statistics: (x − μ) / √(σ² + ε), with the biased variance.
 *
 * <p>Derivatives flow through μ and σ² too, at every order. Nothing is scaled or shifted; {@link #perChannel} does that. Every ε is a
 * number above 0, or an {@link IllegalArgumentException} is thrown: where all elements are equal, it is what keeps derivatives finite.
 */
public final class Normalisation {
    private Normalisation() {}

    /**
     * Activations with the statistics that they were normalised by.
     *
     * @param result the activations
     * @param mean μ, such that it broadcasts to them
     * @param variance σ², the biased one, likewise
     */
    public record Standardised(Tensor result, Tensor mean, Tensor variance) {}

    /**
     * Normalises each channel over the batch and all its places (Ioffe and Szegedy 2015), as in training.
     *
     * @param x of shape [batch, channels, …]
     */
    public static Tensor batch(Tensor x, double epsilon) {
        return withStatistics(x, epsilon).result();
    }

    /** As {@link #batch}, with each channel's mean and variance [1, channels, 1, …], for a running average of them. */
    public static Standardised withStatistics(Tensor x, double epsilon) {
        return standardised(x, Normalisation::channelMean, epsilon);
    }

    /**
     * Normalises each sample over the axes from {@code from} to the last (Ba, Kiros and Hinton 2016).
     *
     * @param from the first of the axes that share one mean; negative ones count from the end
     */
    public static Tensor layer(Tensor x, int from, double epsilon) {
        int first = x.shape().axis(from);
        return standardised(x, t -> t.meanAxes(first, t.shape().rank()), epsilon)
                .result();
    }

    /**
     * Normalises each channel of each sample over its places (Ulyanov, Vedaldi and Lempitsky 2016).
     *
     * @param x of shape [batch, channels, …] with at least one axis of places
     */
    public static Tensor instance(Tensor x, double epsilon) {
        checkChannels("instance normalisation", x, 3);
        return layer(x, 2, epsilon);
    }

    /**
     * Normalises each sample over groups of adjacent channels and all their places (Wu and He 2018).
     *
     * @param x of shape [batch, channels, …]
     * @param groups how many groups the channels are divided into
     * @throws ShapeException if the channels do not divide into that many
     */
    public static Tensor group(Tensor x, int groups, double epsilon) {
        checkChannels("group normalisation", x, 2);
        int channels = x.shape().extent(1);
        if (groups < 1 || channels % groups != 0) {
            throw new ShapeException(
                            "group normalisation",
                            "a number of groups that divides " + channels + " channels",
                            String.valueOf(groups))
                    .in(x.place());
        }
        int batch = x.shape().extent(0);
        Tensor grouped = x.reshape(Shape.of(batch, groups, x.shape().size() / (batch * groups)));
        return layer(grouped, 2, epsilon).reshape(x.shape());
    }

    /**
     * Normalises by statistics from elsewhere, such as the running ones that batch normalisation uses after training.
     *
     * @param mean one for each channel, or anything that broadcasts to x
     * @param variance as {@code mean}
     */
    public static Tensor with(Tensor x, Tensor mean, Tensor variance, double epsilon) {
        checkEpsilon(epsilon);
        return x.sub(ofChannels(mean, x))
                .mul(ofChannels(variance, x).add(epsilon).rsqrt());
    }

    /** The mean of each channel of [batch, channels, …] over the batch and all places: [1, channels, 1, …]. */
    public static Tensor channelMean(Tensor x) {
        checkChannels("batch normalisation", x, 2);
        return x.meanAxes(2, x.shape().rank()).meanAxes(0, 1);
    }

    /** The biased variance of each channel of [batch, channels, …] over the batch and all places: [1, channels, 1, …]. */
    public static Tensor channelVariance(Tensor x) {
        return channelMean(x.sub(channelMean(x)).square());
    }

    /**
     * x · scale + shift with one scale and shift for each channel.
     *
     * @param x of shape [batch, channels, …]
     * @param scale of shape [channels]
     * @param shift of shape [channels]
     */
    public static Tensor perChannel(Tensor x, Tensor scale, Tensor shift) {
        return x.mul(ofChannels(scale, x)).add(ofChannels(shift, x));
    }

    private static Standardised standardised(Tensor x, UnaryOperator<Tensor> meanOf, double epsilon) {
        checkEpsilon(epsilon);
        Tensor mean = meanOf.apply(x);
        Tensor centred = x.sub(mean);
        Tensor variance = meanOf.apply(centred.square());
        return new Standardised(centred.mul(variance.add(epsilon).rsqrt()), mean, variance);
    }

    /** A vector with an element for each channel lies along the axis of channels. */
    private static Tensor ofChannels(Tensor vector, Tensor x) {
        if (vector.shape().rank() != 1) {
            return vector;
        }
        checkChannels("normalisation", x, 2);
        int channels = x.shape().extent(1);
        if (vector.shape().size() != channels) {
            throw new ShapeException(
                            "normalisation",
                            "[" + channels + "] for " + x.shape(),
                            vector.shape().toString())
                    .in(vector.place());
        }
        int[] extents = new int[x.shape().rank()];
        Arrays.fill(extents, 1);
        extents[1] = channels;
        return vector.reshape(Shape.of(extents));
    }

    private static void checkChannels(String operation, Tensor x, int rank) {
        if (x.shape().rank() < rank) {
            String expected = rank == 2 ? "[batch, channels, …]" : "[batch, channels, places, …]";
            throw new ShapeException(operation, expected, x.shape().toString()).in(x.place());
        }
    }

    private static void checkEpsilon(double epsilon) {
        if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("normalisation: expected an epsilon above 0, found " + epsilon);
        }
    }
}
