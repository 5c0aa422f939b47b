package dev.nabla2.gan.data;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import java.util.List;
import java.util.Optional;

/**
 * Three grey images, each chosen anew, as the red, green and blue channels of one.
 *
 * <p>Of MNIST's ten digits this makes 1,000 modes, equally likely as far as the digits are, which a classifier of digits can
 * count: the test of mode collapse of Metz et al., "Unrolled generative adversarial networks", ICLR 2017, section 3.3.1.
 *
 * @param name what a user asks for it by
 * @param grey the images to choose from, of one channel and at most ten classes
 */
public record StackedImages(String name, ImageDataSet grey) implements Images {
    private static final List<String> CHANNELS = List.of("red", "green", "blue");
    private static final int DIGITS = 10;

    /**
     * Checks the images.
     *
     * @throws IllegalArgumentException if they have more than one channel, or more than ten classes
     */
    public StackedImages {
        if (grey.channels() != 1) {
            throw new IllegalArgumentException(
                    name + ": expected images of one channel, found " + grey.channels() + " channels");
        }
        if (grey.classes() > DIGITS) {
            throw new IllegalArgumentException(name + ": expected images of at most " + DIGITS
                    + " classes, each a decimal digit of a mode, found " + grey.classes() + " classes");
        }
    }

    @Override
    public int channels() {
        return CHANNELS.size();
    }

    @Override
    public int height() {
        return grey.height();
    }

    @Override
    public int width() {
        return grey.width();
    }

    /** The shape {@code [3, height, width]}. */
    @Override
    public Shape sampleShape() {
        return Shape.of(channels(), height(), width());
    }

    @Override
    public double[] draw(RandomStream random, int count) {
        int area = height() * width();
        double[] samples = new double[CHANNELS.size() * area * count];
        for (int channel = 0; channel < CHANNELS.size(); channel++) {
            int[] choice = choice(random, channel, count);
            for (int i = 0; i < count; i++) {
                grey.copy(choice[i], samples, (CHANNELS.size() * i + channel) * area);
            }
        }
        return samples;
    }

    /** Made of that of the grey images. */
    @Override
    public Optional<String> fingerprint() {
        return grey.fingerprint()
                .map(of -> new Fingerprint().and("stacked ").and(of).digits());
    }

    /** A thousand: three digits. */
    @Override
    public int classes() {
        return (int) Math.pow(DIGITS, CHANNELS.size());
    }

    @Override
    public int[] labels(RandomStream random, long number, int count) {
        return modes(random, count);
    }

    /** The modes of the samples that {@link #draw} gives for the same stream: the labels of the channels as decimal digits. */
    public int[] modes(RandomStream random, int count) {
        int[] modes = new int[count];
        for (int channel = 0; channel < CHANNELS.size(); channel++) {
            int[] choice = choice(random, channel, count);
            for (int i = 0; i < count; i++) {
                modes[i] = DIGITS * modes[i] + grey.label(choice[i]);
            }
        }
        return modes;
    }

    private int[] choice(RandomStream random, int channel, int count) {
        return random.fold(CHANNELS.get(channel)).integers(count, grey.size());
    }
}
