/**
 * The networks of papers on GANs, each a {@link dev.nabla2.gan.network.NetworkPair} of a generator and a critic for samples of a shape.
 *
 * <p>{@link dev.nabla2.gan.network.WganGp} has the convolutional pairs of WGAN-GP, and {@link dev.nabla2.gan.network.ResidualWganGp} its
 * residual one; {@link dev.nabla2.gan.network.Dcgan} is the one that most others began from. Every pair has a width, which its paper
 * calls DIM or the number of filters, so that small versions can be trained and tested. Images have values in [-1, 1], and every
 * generator ends in a tanh.
 */
package dev.nabla2.gan.network;
