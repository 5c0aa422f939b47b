/**
 * Steps of training, in this project and in another one, timed in turn.
 *
 * <p>A {@link dev.nabla2.bench.compare.Workload} names a piece of {@link dev.nabla2.bench.compare.Work}; either side
 * makes a {@link dev.nabla2.bench.compare.Step} of it. {@link dev.nabla2.bench.compare.Compare} starts a process for
 * each side in turn, a {@link dev.nabla2.bench.compare.Fork}, which times its step alone, and sets the medians side by
 * side. The peer's side lives in a module of its own, because it is a large download.
 */
package dev.nabla2.bench.compare;
