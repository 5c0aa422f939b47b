/**
 * The experiments that {@code nabla2 reproduce} knows: one class each, or a few, and a line in {@link
 * dev.nabla2.lab.experiment.Experiments}.
 */
package dev.nabla2.lab.experiment;
