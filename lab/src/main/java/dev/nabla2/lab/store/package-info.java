/**
 * What a run's folder holds for it to go on. {@link dev.nabla2.lab.store.RunStore} keeps a run while it trains and finds it again: {@link
 * dev.nabla2.lab.store.Configuration} says what it is, a checkpoint where it is, and two files what was measured on the way: {@code
 * metrics.csv} of every step, and {@code snapshots.safetensors} of every look at the generator.
 * {@link dev.nabla2.lab.store.EventsFile} tells TensorBoard the same.
 */
package dev.nabla2.lab.store;
