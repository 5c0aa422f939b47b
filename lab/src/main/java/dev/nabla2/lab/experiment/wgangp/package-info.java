/** The toy experiments of WGAN-GP: value surfaces, gradients along the depth of a critic, and variants of the penalty and of the critic. */
package dev.nabla2.lab.experiment.wgangp;
