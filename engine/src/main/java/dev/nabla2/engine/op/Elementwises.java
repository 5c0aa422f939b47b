package dev.nabla2.engine.op;

import dev.nabla2.engine.backend.Elementwise;
import dev.nabla2.engine.backend.Loop;

/** What the kinds that are computed element by element share. */
final class Elementwises {
    private Elementwises() {}

    static Signature signature(Elementwise function) {
        return function.constant() == 0
                ? Signature.of(function.name())
                : Signature.of(function.name(), function.constant());
    }

    static Kernel kernel(Elementwise function) {
        return (operands, result) -> {
            Loop loop = Broadcasting.loop(result, operands);
            return (backend, in, out) -> backend.elementwise(function, loop, out, in);
        };
    }
}
