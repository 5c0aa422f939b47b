package dev.nabla2.gan.network;

import dev.nabla2.nn.Sequential;

/**
 * Two networks made for each other.
 *
 * @param generator maps noise {@code [batch, latent]} to samples {@code [batch, …sample]}
 * @param critic maps samples to values {@code [batch, 1]}, without an activation at its end
 */
public record NetworkPair(Sequential generator, Sequential critic) {}
