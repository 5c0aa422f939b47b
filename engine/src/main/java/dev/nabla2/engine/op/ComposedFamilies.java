package dev.nabla2.engine.op;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.compose.Distances;
import dev.nabla2.engine.compose.GridSampling;
import dev.nabla2.engine.compose.KernelFunctions;
import dev.nabla2.engine.compose.Losses;
import dev.nabla2.engine.compose.Normalisation;
import dev.nabla2.engine.compose.Pooling;
import dev.nabla2.engine.compose.Resampling;
import dev.nabla2.engine.compose.SpectralNorm;
import dev.nabla2.engine.compose.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The functions of {@code engine.compose}, named by class and method, each with an example and what it promises. */
final class ComposedFamilies {
    private static final Shape MATRIX = Shape.of(2, 3);
    private static final Shape IMAGES = Shape.of(2, 2, 2, 3);

    private ComposedFamilies() {}

    static List<Example> examples() {
        List<Example> all = new ArrayList<>();
        Stream.of(normalisation(), gridSampling(), pooling(), resampling(), distances(), spectralNorm(), losses())
                .forEach(all::addAll);
        return all;
    }

    /** One function of what was normalised and of both statistics. */
    private static Tensor statistics(Normalisation.Standardised x) {
        return x.result().add(x.mean()).add(x.variance());
    }

    private static List<Example> normalisation() {
        double epsilon = 0.1;
        Operand positive = Operand.value(Shape.of(2), Interval.POSITIVE);
        Operand vector = Operand.value(Shape.of(2));
        return List.of(
                smooth("normalisation.batch", x -> Normalisation.batch(x, epsilon), IMAGES),
                smooth("normalisation.batch", x -> Normalisation.batch(x, epsilon), Shape.of(4, 2)),
                smooth(
                        "normalisation.with_statistics",
                        x -> statistics(Normalisation.withStatistics(x, epsilon)),
                        IMAGES),
                smooth("normalisation.layer", x -> Normalisation.layer(x, 1, epsilon), IMAGES),
                smooth("normalisation.layer", x -> Normalisation.layer(x, -1, epsilon), MATRIX),
                smooth("normalisation.instance", x -> Normalisation.instance(x, epsilon), IMAGES),
                smooth("normalisation.group", x -> Normalisation.group(x, 2, epsilon), Shape.of(2, 4, 2)),
                smooth("normalisation.channel_mean", Normalisation::channelMean, IMAGES),
                smooth("normalisation.channel_variance", Normalisation::channelVariance, IMAGES),
                smooth(
                        "normalisation.with",
                        x -> Normalisation.with(x.get(0), x.get(1), x.get(2), epsilon),
                        Operand.value(IMAGES),
                        vector,
                        positive),
                smooth(
                        "normalisation.per_channel",
                        x -> Normalisation.perChannel(x.get(0), x.get(1), x.get(2)),
                        Operand.value(IMAGES),
                        vector,
                        vector));
    }

    private static List<Example> gridSampling() {
        Operand image = Operand.value(Shape.of(2, 2, 2, 3));
        Operand grid = Operand.value(Shape.of(2, 2, 1, 2), new Interval(-1.3, 1.3));
        Contract contract = Contract.c0(
                Kinks.Told.where("a place on a row or column of pixel centres", 1, 1, 0),
                "the derivative by the place is the right side's");
        return List.of(
                smooth("grid_sampling.affine_grid", x -> GridSampling.affineGrid(x, 2, 3), Shape.of(2, 2, 3)),
                Example.composed(
                        Signature.of("grid_sampling.bilinear", GridSampling.Edge.ZEROS),
                        contract,
                        x -> GridSampling.bilinear(x.get(0), x.get(1), GridSampling.Edge.ZEROS),
                        image,
                        grid),
                Example.composed(
                        Signature.of("grid_sampling.bilinear", GridSampling.Edge.BORDER),
                        contract,
                        x -> GridSampling.bilinear(x.get(0), x.get(1), GridSampling.Edge.BORDER),
                        image,
                        grid));
    }

    private static List<Example> pooling() {
        Window tiles = Window.of(2);
        Window wide = Window.of(3).stride(2).padding(1);
        return List.of(
                smooth("pooling.average", x -> Pooling.average(x, tiles), Shape.of(2, 1, 4, 2)),
                smooth("pooling.average", x -> Pooling.average(x, wide), Shape.of(2, 2, 3, 3)),
                smooth("pooling.average", x -> Pooling.average(x, wide), Shape.of(1, 2, 5)),
                maximum(tiles, Shape.of(2, 2, 4)),
                maximum(wide, Shape.of(2, 1, 3, 3)),
                maximum(tiles, Shape.of(1, 1, 2, 2, 4)));
    }

    private static Example maximum(Window window, Shape shape) {
        UnaryOperator<List<Tensor>> tied = operands -> {
            double[] values = operands.get(0).toDoubles();
            values[0] = -10;
            Tensor without = Tensor.of(operands.get(0).backend(), shape, values);
            values[0] = Pooling.maximum(without, window).toDoubles()[0];
            return List.of(Tensor.of(without.backend(), shape, values));
        };
        return Example.composed(
                "pooling.maximum",
                Contract.c0(
                        new Kinks.Told("two elements of a window are equal", tied),
                        "of equal elements the first has the whole derivative"),
                x -> Pooling.maximum(x.get(0), window),
                Operand.value(shape));
    }

    private static List<Example> resampling() {
        return List.of(
                smooth("resampling.nearest", x -> Resampling.nearest(x, 4, 3), IMAGES),
                smooth("resampling.nearest", x -> Resampling.nearest(x, 5), Shape.of(1, 2, 3)),
                smooth("resampling.linear", x -> Resampling.linear(x, 4, 5), IMAGES),
                smooth("resampling.linear", x -> Resampling.linear(x, 2), Shape.of(1, 2, 3)));
    }

    private static List<Example> distances() {
        Operand[] rows = {Operand.value(MATRIX), Operand.value(Shape.of(4, 3))};
        Operand row = Operand.value(Shape.of(1, 3));
        Kinks equal = new Kinks.Told("two rows are equal", ComposedFamilies::withEqualRows);
        Kinks equallyFar = new Kinks.Told("two rows are equal or equally far", ComposedFamilies::withEqualRows);
        return List.of(
                smooth("distances.squared", x -> Distances.squared(x.get(0), x.get(1)), rows),
                smooth("distances.squared_by_products", x -> Distances.squaredByProducts(x.get(0), x.get(1)), rows),
                Example.composed(
                        "distances.euclidean",
                        Contract.c0(equal, "every derivative is 0"),
                        x -> Distances.euclidean(x.get(0), x.get(1)),
                        row,
                        row),
                Example.composed(
                        "distances.euclidean",
                        Contract.c0(equal, "every derivative of their distance is 0"),
                        x -> Distances.euclidean(x.get(0), x.get(1)),
                        rows),
                Example.composed(
                        "distances.nearest",
                        Contract.c0(equallyFar, "every derivative of a distance of 0 is 0; the first is chosen"),
                        x -> Distances.nearest(x.get(0), x.get(1), 2).distances(),
                        rows),
                smooth("kernel_functions.gaussian", x -> KernelFunctions.gaussian(x.get(0), x.get(1), 1.5), rows),
                smooth("kernel_functions.cubic", x -> KernelFunctions.cubic(x.get(0), x.get(1)), rows),
                smooth(
                        "kernel_functions.inverse_multiquadric",
                        x -> KernelFunctions.inverseMultiquadric(x.get(0), x.get(1), 2),
                        rows));
    }

    /** The first row of x becomes that of y. */
    private static List<Tensor> withEqualRows(List<Tensor> operands) {
        double[] x = operands.get(0).toDoubles();
        double[] y = operands.get(1).toDoubles();
        System.arraycopy(y, 0, x, 0, operands.get(1).shape().extent(1));
        Tensor moved = Tensor.of(operands.get(0).backend(), operands.get(0).shape(), x);
        return List.of(moved, operands.get(1));
    }

    private static List<Example> spectralNorm() {
        Shape weight = Shape.of(2, 3);
        Operand left = Operand.value(Shape.of(2), Interval.POSITIVE);
        Operand right = Operand.value(Shape.of(3));
        return List.of(
                smooth(
                        "spectral_norm.estimate",
                        x -> SpectralNorm.estimate(x.get(0), new SpectralNorm.Vectors(x.get(1), x.get(2))),
                        Operand.value(weight),
                        left,
                        right),
                Example.composed(
                        "spectral_norm.through_iteration",
                        Contract.c0(Kinks.Told.where("the weight is 0", 0, 8, 0), "every derivative is 0"),
                        x -> SpectralNorm.throughIteration(x.get(0), x.get(1), 2),
                        Operand.value(Shape.of(2, 2, 2), Interval.POSITIVE),
                        left),
                Example.composed(
                        "spectral_norm.iterate",
                        Contract.jumps(Kinks.Told.where("the weight is 0", 0, 6, 0), "0, and every derivative is 0"),
                        x -> SpectralNorm.iterate(x.get(0), x.get(1), 1).right(),
                        Operand.value(Shape.of(2, 3), Interval.POSITIVE),
                        left),
                smooth(
                        "spectral_norm.with_vectors_held",
                        x -> SpectralNorm.withVectorsHeld(x, constantVectors(x.backend())),
                        weight),
                Example.composed(
                        "spectral_norm.divided",
                        Contract.jumps(
                                Kinks.Told.where("the norm is 0", 1, 1, 0), "0, and every derivative by the norm is 0"),
                        x -> SpectralNorm.divided(x.get(0), x.get(1)),
                        Operand.value(weight),
                        Operand.value(Shape.SCALAR, Interval.POSITIVE)));
    }

    private static SpectralNorm.Vectors constantVectors(Backend backend) {
        return new SpectralNorm.Vectors(
                Tensor.of(backend, Shape.of(2), 0.6, 0.8), Tensor.of(backend, Shape.of(3), 0.6, 0, -0.8));
    }

    private static List<Example> losses() {
        return List.of(
                smooth(
                        "losses.cross_entropy",
                        x -> Losses.crossEntropy(x.get(0), x.get(1)),
                        Operand.value(Shape.of(3, 4)),
                        Operand.index(Shape.of(3), 4)),
                smooth(
                        "losses.binary_cross_entropy",
                        x -> Losses.binaryCrossEntropy(x.get(0), x.get(1)),
                        Operand.value(MATRIX),
                        Operand.value(Shape.of(3), new Interval(0, 1))));
    }

    private static Example smooth(String name, UnaryOperator<Tensor> function, Shape shape) {
        return smooth(name, x -> function.apply(x.get(0)), Operand.value(shape));
    }

    private static Example smooth(String name, Function<List<Tensor>, Tensor> function, Operand... operands) {
        return Example.composed(name, Contract.SMOOTH, function, operands);
    }
}
