package dev.nabla2.engine.op;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Buffer;
import dev.nabla2.engine.backend.Elementwise;
import dev.nabla2.engine.backend.Loop;

/**
 * A computation that is one elementwise function, so that a program can join it with others.
 *
 * @param function what is computed
 * @param loop of which elements; its result is dense
 */
public record ElementwiseLaunch(Elementwise function, Loop loop) implements Kernel.Launch {
    @Override
    public void run(Backend backend, Buffer[] in, Buffer out) {
        backend.elementwise(function, loop, out, in);
    }
}
