/**
 * Data sets: what a {@link dev.nabla2.gan.data.DataSet} is, toys drawn on the fly, and readers for files.
 *
 * <p>Toys in the plane whose modes are known are {@link dev.nabla2.gan.data.Mixture}s: {@link dev.nabla2.gan.data.RingOfGaussians},
 * {@link dev.nabla2.gan.data.GridOfGaussians}, and {@link dev.nabla2.gan.data.TrapRing}, which repeats published mistakes under
 * names of its own. {@link dev.nabla2.gan.data.SwissRoll}, {@link dev.nabla2.gan.data.TwoGaussians}, {@link
 * dev.nabla2.gan.data.SubmanifoldMixture} and {@link dev.nabla2.gan.data.UniformLine} have no modes to count in the plane.
 *
 * <p>Files are read by {@link dev.nabla2.gan.data.Mnist} and {@link dev.nabla2.gan.data.Idx}, {@link dev.nabla2.gan.data.Cifar10} and
 * {@link dev.nabla2.gan.data.Csv}, which makes a {@link dev.nabla2.gan.data.Table}; what is wrong with one is told by a {@link
 * dev.nabla2.gan.data.DataException} in one line. {@link dev.nabla2.gan.data.Images} come flat or in planes, and {@link
 * dev.nabla2.gan.data.StackedImages} make three grey ones a coloured one. What can be counted is a {@link
 * dev.nabla2.gan.data.FiniteDataSet}, to be drawn with replacement or gone through in {@link dev.nabla2.gan.data.Epochs}, in the order of
 * a {@link dev.nabla2.gan.data.Shuffle}, which needs no stored state.
 */
package dev.nabla2.gan.data;
