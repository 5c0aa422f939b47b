package dev.nabla2.engine.op;

import dev.nabla2.engine.backend.Array;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Buffer;
import dev.nabla2.engine.backend.Elementwise;
import java.util.List;

/** What the kinds that are computed element by element share. */
final class Elementwises {
    private Elementwises() {}

    static Signature signature(Elementwise function) {
        return function.constant() == 0
                ? Signature.of(function.name())
                : Signature.of(function.name(), function.constant());
    }

    static void compute(Backend backend, Elementwise function, List<Array> operands, Array result) {
        Buffer[] in = new Buffer[operands.size()];
        for (int i = 0; i < in.length; i++) {
            in[i] = operands.get(i).buffer();
        }
        backend.elementwise(function, Broadcasting.loop(result.shape(), operands), result.buffer(), in);
    }
}
