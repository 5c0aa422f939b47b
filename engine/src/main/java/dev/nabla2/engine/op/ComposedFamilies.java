package dev.nabla2.engine.op;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.compose.GridSampling;
import dev.nabla2.engine.compose.Normalisation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The functions of {@code engine.compose}, named by class and method, each with an example and what it promises. */
final class ComposedFamilies {
    private static final Shape MATRIX = Shape.of(2, 3);
    private static final Shape IMAGES = Shape.of(2, 2, 2, 3);

    private ComposedFamilies() {}

    static List<Example> examples() {
        List<Example> all = new ArrayList<>();
        all.addAll(normalisation());
        all.addAll(gridSampling());
        return all;
    }

    private static List<Example> normalisation() {
        double epsilon = 0.1;
        Operand positive = Operand.value(Shape.of(2), Interval.POSITIVE);
        Operand vector = Operand.value(Shape.of(2));
        return List.of(
                smooth("normalisation.batch", x -> Normalisation.batch(x, epsilon), IMAGES),
                smooth("normalisation.batch", x -> Normalisation.batch(x, epsilon), Shape.of(4, 2)),
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

    private static Example smooth(String name, UnaryOperator<Tensor> function, Shape shape) {
        return smooth(name, x -> function.apply(x.get(0)), Operand.value(shape));
    }

    private static Example smooth(String name, Function<List<Tensor>, Tensor> function, Operand... operands) {
        return Example.composed(name, Contract.SMOOTH, function, operands);
    }
}
