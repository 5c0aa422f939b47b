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
        for (int pass = 0; pass < passes.size(); pass++) {
            boolean last = pass == passes.size() - 1;
            float[] out = last ? s.out() : s.c();
            int o = last ? s.o() : s.k();
            passes.get(pass).run(new Span(s.constant(), s.count(), out, o, s.a(), s.i(), s.c(), s.k(), s.c(), s.k()));
        }
    }
}
