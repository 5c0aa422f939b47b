package dev.nabla2.engine.backend.cpu;

import java.util.List;

/**
 * An elementwise function computed in several loops over one block, each of which reads the argument as {@code a} and the result
 * of the pass before as {@code b}.
 *
 * <p>In one loop the function would be too much for the compiler to inline, and vectors would be boxed. Passes are called through
 * their interface, of which there are too many implementations to inline, so that each is compiled by itself.
 */
record Passes(List<Dense> passes) implements Dense {
    static Dense of(Dense... passes) {
        return new Passes(List.of(passes));
    }

    @Override
    public void run(Span s) {
        float[] out = s.out();
        int o = s.o();
        s.second(s.c(), s.k()).to(s.c(), s.k());
        for (int pass = 0; pass < passes.size(); pass++) {
            if (pass == passes.size() - 1) {
                s.to(out, o);
            }
            passes.get(pass).run(s);
        }
    }
}
