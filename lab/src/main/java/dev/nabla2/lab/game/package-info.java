/**
 * Games whose behaviour is known, to study dynamics on: of a few numbers ({@link dev.nabla2.lab.game.Bilinear}, {@link
 * dev.nabla2.lab.game.Dirac}, {@link dev.nabla2.lab.game.LinearQuadratic}), each a {@link dev.nabla2.lab.game.ToyGame} of which many
 * copies can be played at once, and the {@linkplain dev.nabla2.lab.game.SmallMixture GAN of 2,003 parameters} of the numerics of GANs.
 */
package dev.nabla2.lab.game;
