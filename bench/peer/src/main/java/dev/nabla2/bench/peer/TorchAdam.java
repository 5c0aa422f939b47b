package dev.nabla2.bench.peer;

import dev.nabla2.bench.compare.Work;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.CompilationUnit;
import org.bytedeco.pytorch.Function;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * PyTorch's fastest Adam, {@code torch.optim.Adam(fused=True)}: one pass over parameter, gradient and moments. The C++
 * interface has no class for it, so the operator is called by a line of TorchScript.
 */
final class TorchAdam {
    private final List<Tensor> parameters;
    private final List<Tensor> means;
    private final List<Tensor> squares;
    private final Tensor steps = torch.zeros(1);
    private final CompilationUnit unit;
    private final Function step;

    TorchAdam(List<Tensor> parameters) {
        this.parameters = parameters;
        this.means = parameters.stream().map(p -> torch.zeros_like(p.detach())).toList();
        this.squares =
                parameters.stream().map(p -> torch.zeros_like(p.detach())).toList();
        this.unit = torch.compile(source(parameters.size()));
        this.step = unit.get_function(new QualifiedName("step"));
    }

    private static String source(int n) {
        IntFunction<String> named = k -> IntStream.range(0, n)
                .mapToObj(i -> "pgmv".charAt(k) + String.valueOf(i))
                .collect(Collectors.joining(", "));
        String all = IntStream.range(0, 4).mapToObj(named).collect(Collectors.joining(", "));
        String steps = IntStream.range(0, n).mapToObj(i -> "s").collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "def step(%s, s):%n    s.add_(1)%n    torch._fused_adam_([%s], [%s], [%s], [%s], [], [%s], lr=%s, beta1=%s,"
                        + " beta2=%s, weight_decay=0.0, eps=1e-8, amsgrad=False, maximize=False)%n    return s%n",
                all,
                named.apply(0),
                named.apply(1),
                named.apply(2),
                named.apply(3),
                steps,
                Work.RATE,
                Work.BETA1,
                Work.BETA2);
    }

    /** Moves the parameters down their gradients. */
    void step(TensorVector gradients) {
        try (NoGradGuard guard = new NoGradGuard()) {
            IValueVector stack = new IValueVector();
            parameters.forEach(p -> stack.push_back(new IValue(p)));
            for (long i = 0; i < gradients.size(); i++) {
                stack.push_back(new IValue(gradients.get(i)));
            }
            means.forEach(m -> stack.push_back(new IValue(m)));
            squares.forEach(v -> stack.push_back(new IValue(v)));
            stack.push_back(new IValue(steps));
            step.run(stack);
        }
    }
}
