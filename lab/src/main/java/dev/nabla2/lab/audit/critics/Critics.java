package dev.nabla2.lab.audit.critics;

import dev.nabla2.engine.SecondDerivative;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.lab.run.NetworkChoice;
import dev.nabla2.lab.run.NetworkSettings;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Sequential;
import java.util.List;

/**
 * What critics are made of.
 *
 * @param network which networks' critics
 * @param activations the nonlinearities of fully connected ones; of others, the one they have
 * @param hidden the widths of fully connected ones' hidden layers; without effect elsewhere
 * @param dim the width of convolutional ones, as their papers name it; without effect elsewhere
 */
public record Critics(NetworkChoice network, List<Activation> activations, List<Integer> hidden, int dim) {
    /** Copies the lists. */
    public Critics {
        activations = List.copyOf(activations);
        hidden = List.copyOf(hidden);
    }

    /** Fully connected ones. */
    public static Critics mlp(List<Activation> activations, List<Integer> hidden) {
        return new Critics(NetworkChoice.MLP, activations, hidden, NetworkChoice.MLP.dim());
    }

    /** Convolutional ones. */
    public static Critics convolutional(NetworkChoice network, int dim) {
        return new Critics(network, List.of(rectifier(network)), List.of(), dim);
    }

    /** What rectifies in a convolutional network's critic. */
    static Activation rectifier(NetworkChoice network) {
        return network == NetworkChoice.RESIDUAL ? Activation.RELU : Activation.LEAKY_RELU;
    }

    private NetworkSettings settings(Activation activation) {
        return new NetworkSettings(network, activation, hidden, dim, false, SecondDerivative.ALMOST_EVERYWHERE);
    }

    /** The data with samples of the shape that critics take. */
    DataSet shaped(DataSet data) {
        return settings(activations.get(0)).shaped(data);
    }

    /**
     * A critic.
     *
     * @param data as {@link #shaped} gives them
     * @throws IllegalArgumentException if it is not for such data
     */
    Sequential critic(Activation activation, DataSet data) {
        // The generator that comes with it is not used.
        return settings(activation).pair(data, 1).critic();
    }
}
