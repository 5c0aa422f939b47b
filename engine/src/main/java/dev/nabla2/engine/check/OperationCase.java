package dev.nabla2.engine.check;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.SecondDerivativeException;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.op.Contract;
import dev.nabla2.engine.op.Example;
import dev.nabla2.engine.op.Kinks;
import dev.nabla2.engine.op.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An example of the registry.
 *
 * @param example the example
 */
record OperationCase(Example example) implements CheckCase {
    private static final Backend REFERENCE = Backends.reference();
    private static final Tolerance TOLERANCE = Tolerance.of(REFERENCE.precision());

    static List<CheckCase> all() {
        return Registry.examples().stream().<CheckCase>map(OperationCase::new).toList();
    }

    @Override
    public String group() {
        return example.kind().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String subject() {
        return example.signature().toString();
    }

    @Override
    public String name() {
        return example.name();
    }

    @Override
    public CheckReport check(long seed, List<Integer> orders) {
        List<Tensor> drawn = drawn(seed);
        if (example.contract().kinks() instanceof Kinks.Declared) {
            return new CheckReport(
                    name(),
                    allowed(orders).stream()
                            .flatMap(order -> Stream.of(Mode.values())
                                    .map(mode -> nothing(Question.of(subject(drawn), seed, order, mode))))
                            .toList());
        }
        Inspection inspection = new Inspection(subject(drawn), TOLERANCE);
        List<Finding> findings = new ArrayList<>();
        allowed(orders).forEach(order -> findings.addAll(inspection.findings(seed, order)));
        for (KinkedPoint point : KinkedPoint.of(example, drawn)) {
            findings.addAll(new KinkInspection(point, example.contract(), subject(point.operands()), TOLERANCE)
                    .findings(seed, allowed(orders)));
        }
        if (example.contract().highestOrder() < Contract.ANY_ORDER) {
            findings.add(forbidden(
                    Question.of(subject(drawn), seed, example.contract().highestOrder() + 1, Mode.REVERSE)));
        }
        return new CheckReport(name(), findings);
    }

    @Override
    public CheckReport against(Backend other, long seed, List<Integer> orders) {
        Subject subject = subject(drawn(seed));
        BackendComparison comparison = new BackendComparison(subject, other);
        List<Finding> findings = new ArrayList<>();
        allowed(orders).forEach(order -> findings.addAll(comparison.findings(seed, order)));
        if (example.contract().highestOrder() == 0) {
            findings.add(forbidden(Question.of(subject.on(other), seed, 1, Mode.REVERSE)));
        }
        return new CheckReport(name(), findings);
    }

    private List<Integer> allowed(List<Integer> orders) {
        return orders.stream()
                .filter(order -> order <= example.contract().highestOrder())
                .toList();
    }

    private List<Tensor> drawn(long seed) {
        List<Tensor> drawn = new ArrayList<>();
        for (int i = 0; i < example.operands().size(); i++) {
            drawn.add(example.operands()
                    .get(i)
                    .draw(REFERENCE, RandomStream.of(seed).fold(i)));
        }
        return drawn;
    }

    private Subject subject(List<Tensor> operands) {
        boolean[] moving = new boolean[operands.size()];
        for (int i = 0; i < moving.length; i++) {
            moving[i] = example.operands().get(i).isValue();
        }
        return new Subject((tape, x) -> example.function().apply(x), operands, moving);
    }

    /** That nothing flows where that is declared, whatever differences may say. */
    private static Finding nothing(Question question) {
        Question.Answer answer = question.automatic();
        boolean flows = answer.isConnected() || answer.value() != 0;
        return new Finding(
                Finding.Test.CONVENTION,
                question.order(),
                question.modes(),
                question.seed(),
                flows ? Verdict.FAIL : Verdict.PASS,
                answer.value(),
                new Estimate(0, 0, 0),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                flows ? "expected nothing, as it is said to be constant" : "said to be constant");
    }

    private static Finding forbidden(Question question) {
        String refusal = refusal(question);
        return new Finding(
                Finding.Test.CONVENTION,
                question.order(),
                question.modes(),
                question.seed(),
                refusal.isEmpty() ? Verdict.FAIL : Verdict.PASS,
                Double.NaN,
                Estimate.NONE,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                refusal.isEmpty() ? "expected an error, as this derivative is forbidden, found none" : refusal);
    }

    private static String refusal(Question question) {
        try {
            question.automatic();
            return "";
        } catch (SecondDerivativeException refused) {
            return refused.getMessage();
        }
    }
}
