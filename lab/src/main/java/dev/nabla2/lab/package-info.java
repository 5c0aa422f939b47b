/**
 * The laboratory: the command {@code nabla2}, which trains GANs, measures them and reports. {@link dev.nabla2.lab.Main} is where
 * it starts; {@code command} reads options, {@code run} trains and watches, {@code cost} counts, {@code metrics} scores, {@code picture} paints,
 * {@code report} writes, and {@code store} keeps what a run goes on from.
 */
package dev.nabla2.lab;
