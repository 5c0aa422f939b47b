/**
 * The seam to hardware. {@link dev.nabla2.engine.backend.Backend} lists the few primitive kernels from which every operation is
 * computed; the records beside it describe what a kernel is asked to do.
 *
 * <p>Read {@code backend.reference} for what each kernel means, and {@code backend.cpu} for how it is made fast.
 */
package dev.nabla2.engine.backend;
