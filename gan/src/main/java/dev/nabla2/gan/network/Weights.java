package dev.nabla2.gan.network;

import dev.nabla2.nn.Initialiser;

/** How weights are drawn that training starts from, given what a layer's outputs see and its inputs reach. */
interface Weights {
    /**
     * Weights of a convolution.
     *
     * @param seen how many inputs an output sees
     * @param reached how many outputs an input reaches
     * @param gain by how much signals are scaled: √2 where a relu follows
     */
    Initialiser convolution(double seen, double reached, double gain);

    /** Weights of a linear layer. */
    Initialiser dense();

    /**
     * Those of the programs of WGAN-GP's authors, {@code tflib.ops}: uniform with variance 2 gain² / (seen + reached), as Glorot and
     * Bengio 2010 have it, in linear layers with gain 1.
     */
    static Weights authors() {
        return new Weights() {
            @Override
            public Initialiser convolution(double seen, double reached, double gain) {
                double deviation = gain * Math.sqrt(2 / (seen + reached));
                return (random, inputs, outputs) ->
                        Initialiser.heUniform(deviation * Math.sqrt(inputs)).draw(random, inputs, outputs);
            }

            @Override
            public Initialiser dense() {
                return Initialiser.glorotUniform(1);
            }
        };
    }

    /** Normal numbers of one deviation in all layers. */
    static Weights normal(double deviation) {
        Initialiser fixed = (random, inputs, outputs) ->
                Initialiser.heNormal(deviation * Math.sqrt(inputs)).draw(random, inputs, outputs);
        return new Weights() {
            @Override
            public Initialiser convolution(double seen, double reached, double gain) {
                return fixed;
            }

            @Override
            public Initialiser dense() {
                return fixed;
            }
        };
    }
}
