/**
 * A step compiled. A {@link dev.nabla2.engine.program.Trace} hears what a tape computes; {@link
 * dev.nabla2.engine.program.Simplification} leaves out what nothing needs and what is computed already; {@link
 * dev.nabla2.engine.program.Masks} keeps what activations switch by as bits; {@link dev.nabla2.engine.program.Fusion} joins elementwise steps into chains; {@link
 * dev.nabla2.engine.program.SharedOperands} rearranges once what several matrix products read; {@link
 * dev.nabla2.engine.program.Placement} gives results that never live at the same time the same memory; {@link
 * dev.nabla2.engine.program.Replay} then runs the kernels, and nothing else.
 */
package dev.nabla2.engine.program;
