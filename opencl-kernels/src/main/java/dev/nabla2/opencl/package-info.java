/**
 * The engine's kernels on an OpenCL device. From the outside in:
 *
 * <ul>
 *   <li>{@code Device} lists what there is, and its limits; {@code OpenClProvider} opens one for whoever looks for backends,
 *       and {@code SignalHandlers} warns where its driver may crash Java.
 *   <li>{@code Queue} is what is sent to a device, in order; {@code DeviceMemory} gives out its memory as {@code DeviceBuffer}s and takes
 *       it back.
 *   <li>{@code Programs} compiles OpenCL C, and {@code ProgramCache} keeps what was compiled; a {@code Kernel} is sent with its arguments.
 *   <li>{@code OpenClBackend} has a class for each family of kernels: {@code Elementwises} (with {@code Formulas}, the table of functions,
 *       and {@code ChainSource}, which writes a kernel for each chain of a program), {@code Sums}, {@code MatrixProducts}, {@code
 *       Convolutions}, {@code Choices}, {@code Orders}, {@code Updates}. The kernels themselves are the files {@code *.cl} beside.
 *   <li>{@code Convolutions} are {@code PackedConvolutions} on a processor, which multiply what {@code Packing} has laid out, such as
 *       images in a {@code Frame}, and of which a {@code Sliding} is the geometry; elsewhere they are {@code TiledConvolutions}.
 *   <li>{@code ProductParameters} are how matrix products are cut up; {@code Tuner} finds a device's by measuring, {@code Tuned} keeps them.
 *   <li>{@code Status} is where error codes become sentences.
 * </ul>
 */
package dev.nabla2.opencl;
