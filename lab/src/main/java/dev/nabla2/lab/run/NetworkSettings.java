package dev.nabla2.lab.run;

import dev.nabla2.engine.SecondDerivative;
import dev.nabla2.engine.Shape;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.gan.data.Images;
import dev.nabla2.gan.network.Dcgan;
import dev.nabla2.gan.network.NetworkPair;
import dev.nabla2.gan.network.ResidualWganGp;
import dev.nabla2.gan.network.WganGp;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Conditioned;
import dev.nabla2.nn.Embedding;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Rectifier;
import dev.nabla2.nn.Sequential;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What generator and critic are made of.
 *
 * @param choice which networks
 * @param activation the nonlinearity between fully connected layers; without effect elsewhere
 * @param hidden the widths of both networks' fully connected hidden layers; without effect elsewhere
 * @param dim the width of convolutional networks, as their papers name it; without effect elsewhere
 * @param conditional whether both are told the class of each sample
 * @param relu what the second derivative of the critic's rectifiers is taken to be; without effect where it has none
 */
public record NetworkSettings(
        NetworkChoice choice,
        Activation activation,
        List<Integer> hidden,
        int dim,
        boolean conditional,
        SecondDerivative relu) {
    /** How many numbers stand for a class. */
    private static final int CLASS_SIZE = 8;

    /** Copies the list. */
    public NetworkSettings {
        hidden = List.copyOf(hidden);
    }

    /** Fully connected networks. */
    public static NetworkSettings mlp(Activation activation, List<Integer> hidden) {
        return new NetworkSettings(
                NetworkChoice.MLP,
                activation,
                hidden,
                NetworkChoice.MLP.dim(),
                false,
                SecondDerivative.ALMOST_EVERYWHERE);
    }

    /** Whether the critic has rectifiers, relu or leaky relu, whose second derivative is a choice. */
    public boolean rectifies() {
        return choice.isConvolutional() || activation.with(relu) instanceof Rectifier;
    }

    /** The data with samples of the shape that these networks take. */
    public DataSet shaped(DataSet data) {
        return choice.isConvolutional() && data instanceof Images images ? images.planes() : data;
    }

    /**
     * The networks. A penalty differentiates the critic's gradient, not the generator's, whose rectifiers stay plain.
     *
     * @param data what is learnt, as {@link #shaped} gives it
     * @param latent how many numbers of noise make a sample
     * @throws IllegalArgumentException if they are not for such data
     */
    public NetworkPair pair(DataSet data, int latent) {
        NetworkPair plain = plain(data, latent);
        return new NetworkPair(
                plain.generator(), plain.critic().rectified(rectifier -> new Rectifier(rectifier.slope(), relu)));
    }

    private NetworkPair plain(DataSet data, int latent) {
        boolean images = data instanceof Images;
        Shape sample = data.sampleShape();
        if (!conditional) {
            return pair(sample, latent, images);
        }
        if (data.classes() < 2) {
            throw new IllegalArgumentException(
                    choice.label() + " with --conditional: expected labelled samples of at least 2 classes, found "
                            + (data.classes() == 0 ? "none" : "1"));
        }
        // Features of a point, or channels of an image.
        Shape wider = sample.with(0, sample.extent(0) + CLASS_SIZE);
        Layer told = new Conditioned(new Embedding(data.classes(), CLASS_SIZE));
        return new NetworkPair(
                new Sequential(
                        List.of(told, pair(sample, latent + CLASS_SIZE, images).generator())),
                new Sequential(List.of(told, pair(wider, latent, images).critic())));
    }

    private NetworkPair pair(Shape sample, int latent, boolean images) {
        return switch (choice) {
            case MLP -> mlp(sample.size(), latent, images);
            case WGAN_GP_MNIST -> WganGp.mnist(sample, latent, dim);
            case WGAN_GP_CIFAR -> WganGp.cifar(sample, latent, dim);
            case RESIDUAL -> ResidualWganGp.of(sample, latent, dim);
            case DCGAN -> Dcgan.of(sample, latent, dim);
        };
    }

    private NetworkPair mlp(int size, int latent, boolean images) {
        Sequential generator = network(latent, size);
        return new NetworkPair(images ? generator.then(Activation.TANH) : generator, network(size, 1));
    }

    private Sequential network(int inputs, int outputs) {
        IntStream between = hidden.stream().mapToInt(Integer::intValue);
        int[] widths = IntStream.concat(IntStream.concat(IntStream.of(inputs), between), IntStream.of(outputs))
                .toArray();
        return Sequential.mlp(activation, widths);
    }
}
