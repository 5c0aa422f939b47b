/**
 * The cpu backend: 32-bit floats, the JDK's Vector API where it is present, and as many threads as it is given.
 *
 * <p>Read {@link dev.nabla2.engine.backend.cpu.CpuBackend} first; it only hands work on:
 *
 * <ul>
 *   <li>{@code ElementwisePlan} cuts elementwise functions over any strides into dense blocks, {@code TiledProduct} cuts a product of two matrices into
 *       packed panels and register tiles, {@code Sums} cuts a reduction into fixed blocks;
 *   <li>{@code Product} gives it matrices as they lie, and {@code Convolution} ones that exist only as {@code Panels}: what a
 *       {@code Window} sees of an image is packed straight from there, or, of many channels, read from {@code ChannelsLast}; where one
 *       side has few channels, an image is a task ({@code ShallowConvolution}, {@code ThinConvolution}, {@code ImageSums});
 *   <li>{@code Choices} gathers and scatters by indices, {@code Orders} sorts;
 *   <li>{@code Kernels} is what they need from the processor, with two implementations: {@code ScalarKernels} in plain Java
 *       and {@code VectorKernels} in vector registers; {@code KernelChoice} picks one at start-up;
 *   <li>{@code Workers} shares the pieces out among threads, {@code BufferPool} and {@code Workspace} recycle memory.
 * </ul>
 *
 * <p>Where work is cut never depends on the number of threads, and every element is computed by one thread with one order of
 * additions, so results are the same bits however many threads there are. For the same reason the vector kernels use only
 * correctly rounded instructions: a library call such as {@code lanewise(EXP)} gives other bits before it is compiled than after.
 *
 * <p>The build writes each of these classes a second time, into {@link dev.nabla2.engine.backend.cpu.doubles}, with every float a
 * double. So write what is right with any of the two: sizes of caches in bytes ({@code 6144 / Float.BYTES}), numbers of lanes from the
 * species, bounds that hold for doubles too; and put what knows the bits of a float, or a polynomial, into a class that the other
 * package has by hand (the build names the line that it cannot rewrite).
 */
package dev.nabla2.engine.backend.cpu;
