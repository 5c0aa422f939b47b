/** GANs composed of independent choices, and the trainer that runs them. */
package dev.nabla2.gan;
