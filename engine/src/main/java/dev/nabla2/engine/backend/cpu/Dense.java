package dev.nabla2.engine.backend.cpu;

/** An elementwise function as a loop over dense arrays. Each has a loop of its own, or vectors would be boxed. */
@FunctionalInterface
interface Dense {
    /** A piece of work. It is filled in again and again, so that a call makes no garbage. */
    final class Span {
        private float constant;
        private int count;
        private float[] out;
        private float[] a;
        private float[] b;
        private float[] c;
        private int o;
        private int i;
        private int j;
        private int k;

        /** How many elements, and the function's constant. */
        Span of(int count, float constant) {
            this.count = count;
            this.constant = constant;
            return this;
        }

        /** Where results go. */
        Span to(float[] array, int at) {
            out = array;
            o = at;
            return this;
        }

        /** The first argument. */
        Span first(float[] array, int at) {
            a = array;
            i = at;
            return this;
        }

        /** The second argument; the first again where there is none. */
        Span second(float[] array, int at) {
            b = array;
            j = at;
            return this;
        }

        /** The third argument; where there is none, scratch memory for as many elements. */
        Span third(float[] array, int at) {
            c = array;
            k = at;
            return this;
        }

        float constant() {
            return constant;
        }

        int count() {
            return count;
        }

        float[] out() {
            return out;
        }

        /** The place in {@link #out}. */
        int o() {
            return o;
        }

        float[] a() {
            return a;
        }

        /** The place in {@link #a}. */
        int i() {
            return i;
        }

        float[] b() {
            return b;
        }

        /** The place in {@link #b}. */
        int j() {
            return j;
        }

        float[] c() {
            return c;
        }

        /** The place in {@link #c}. */
        int k() {
            return k;
        }
    }

    void run(Span span);
}
