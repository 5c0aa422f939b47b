package dev.nabla2.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.UpdateRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whose memory a tensor is, and whose tape it is on. */
class OwnershipTest {
    private static final UpdateRule DESCENT = new UpdateRule("sgd", new double[] {0.5}, (g, s) -> s[0] -= g * 0.5);

    static List<Backend> backends() {
        return List.of(Backends.reference(), Backends.cpu(1));
    }

    private static Tensor vector(Backend backend, double... values) {
        return Tensor.of(backend, Shape.of(values.length), values);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void detachedTensorsAndViewsKeepTheirValuesAfterLaterTapesReusedTheMemory(Backend backend) {
        Tensor x = vector(backend, 1, 2, 3, 4);
        Tensor value;
        Tensor view;
        Tensor ofView;
        try (Tape tape = new Tape()) {
            Tensor leaf = tape.watch(x);
            value = leaf.square().detach();
            view = leaf.mul(3).reshape(Shape.of(2, 2)).detach();
            ofView = leaf.mul(5).detach().reshape(Shape.of(2, 2));
        }
        for (int later = 0; later < 50; later++) {
            try (Tape tape = new Tape()) {
                Tensor y = tape.watch(x);
                for (int i = 0; i < 20; i++) {
                    y = y.add(1).reshape(Shape.of(2, 2)).mul(2).reshape(Shape.of(4));
                }
                assertEquals(4, tape.gradient(y.sum(), y).sum().item());
            }
        }
        assertArrayEquals(new double[] {1, 4, 9, 16}, value.toDoubles());
        assertArrayEquals(new double[] {3, 6, 9, 12}, view.toDoubles());
        assertArrayEquals(new double[] {5, 10, 15, 20}, ofView.toDoubles());
        assertArrayEquals(new double[] {1, 2, 3, 4}, x.toDoubles());
    }

    @ParameterizedTest
    @MethodSource("backends")
    void nothingThatSharedTheMemoryOfAnUpdatedTensorCanBeUsed(Backend backend) {
        try (Tape tape = new Tape()) {
            Tensor old = vector(backend, 1, 2);
            Map<String, Tensor> aliases = new LinkedHashMap<>();
            aliases.put("itself", old);
            aliases.put("detached", old.detach());
            aliases.put("reshaped", old.reshape(Shape.of(2, 1)));
            aliases.put("named", old.named("critic.0"));
            aliases.put("a leaf", tape.watch(old));
            aliases.put("a constant", tape.constant(old));
            Tensor updated =
                    InPlace.update(DESCENT, vector(backend, 2, 2), List.of(old)).get(0);
            aliases.forEach((how, alias) -> {
                assertThrows(IllegalStateException.class, alias::toDoubles, how);
                assertThrows(IllegalStateException.class, () -> alias.add(1), how);
                assertThrows(IllegalStateException.class, alias::isFinite, how);
            });
            assertArrayEquals(new double[] {0, 1}, updated.toDoubles());
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aTensorOnATapeIsNotUpdatedInPlace(Backend backend) {
        try (Tape tape = new Tape()) {
            Tensor leaf = tape.watch(vector(backend, 1));
            assertThrows(IllegalStateException.class, () -> InPlace.update(DESCENT, vector(backend, 2), List.of(leaf)));
            assertEquals(1, leaf.item());
        }
    }

    /** Every question to a tape about two tensors, which may be of another. */
    private static Map<String, Executable> questions(Tape tape, Tensor y, Tensor x) {
        Tensor one = vector(x.backend(), 1);
        Map<String, Executable> questions = new LinkedHashMap<>();
        questions.put("gradient", () -> tape.gradient(y, x));
        questions.put("lastGradient", () -> tape.lastGradient(y, x));
        questions.put("pullback", () -> tape.pullback(y, one, List.of(x)));
        questions.put("pushforward", () -> tape.pushforward(y, x, one));
        questions.put("isConnected", () -> tape.isConnected(y, x));
        return questions;
    }

    @Test
    void aQuestionAboutTensorsOfAnotherTapeIsRefused() {
        try (Tape tape = new Tape();
                Tape other = new Tape()) {
            Tensor x = tape.watch(vector(Backends.reference(), 3));
            Tensor y = x.square();
            Tensor foreignX = other.watch(vector(Backends.reference(), 3));
            Tensor foreignY = foreignX.square();
            questions(tape, foreignY, x)
                    .forEach((what, asked) -> assertThrows(IllegalArgumentException.class, asked, what + " of y"));
            questions(tape, y, foreignX)
                    .forEach((what, asked) -> assertThrows(IllegalArgumentException.class, asked, what + " by x"));
            assertThrows(IllegalArgumentException.class, () -> tape.watch(foreignX));
            assertThrows(IllegalArgumentException.class, () -> tape.constant(foreignY));
            assertEquals(6, tape.gradient(y, x).item());
        }
    }

    @Test
    void aTangentOrCotangentOfAnotherTapeIsRefusedEvenWhereNothingMultipliesIt() {
        try (Tape tape = new Tape();
                Tape other = new Tape()) {
            Tensor x = tape.watch(vector(Backends.reference(), 3));
            Tensor foreign = other.watch(vector(Backends.reference(), 1));
            assertThrows(IllegalArgumentException.class, () -> tape.pushforward(x, x, foreign));
            assertThrows(IllegalArgumentException.class, () -> tape.pullback(x, foreign, List.of(x)));
        }
    }

    @Test
    void aQuestionToAClosedTapeIsRefused() {
        Tape closed = new Tape();
        Tensor x = closed.watch(vector(Backends.reference(), 3));
        Tensor y = x.square();
        closed.close();
        questions(closed, y, x).forEach((what, asked) -> assertThrows(IllegalStateException.class, asked, what));
        assertThrows(IllegalStateException.class, () -> closed.watch(vector(Backends.reference(), 1)));
        assertThrows(IllegalStateException.class, () -> closed.constant(vector(Backends.reference(), 1)));
        assertThrows(IllegalStateException.class, closed::firstNonFinite);
        try (Tape open = new Tape()) {
            assertThrows(IllegalStateException.class, () -> open.watch(y));
            assertThrows(IllegalStateException.class, () -> open.constant(y));
        }
    }
}
