/**
 * Benchmarks under JMH, from small to large: {@link dev.nabla2.bench.jmh.MatrixProducts}, {@link
 * dev.nabla2.bench.jmh.Convolutions}, {@link dev.nabla2.bench.jmh.Pointwise} and {@link dev.nabla2.bench.jmh.Sums} are
 * kernels, {@link dev.nabla2.bench.jmh.CriticSteps} are steps, and {@link dev.nabla2.bench.jmh.Training} is a whole
 * run.
 */
package dev.nabla2.bench.jmh;
