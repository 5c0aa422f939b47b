package dev.nabla2.engine.op;

import dev.nabla2.engine.backend.Elementwise;

/** What the kinds that are computed element by element share. */
final class Elementwises {
    private Elementwises() {}

    static Signature signature(Elementwise function) {
        return function.constant() == 0
                ? Signature.of(function.name())
                : Signature.of(function.name(), function.constant());
    }

    static Kernel kernel(Elementwise function) {
        return (operands, result) -> new ElementwiseLaunch(function, Broadcasting.loop(result, operands));
    }
}
