package dev.nabla2.bench.compare;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Buffer;
import dev.nabla2.engine.backend.MatrixProduct;
import java.util.List;

/** A matrix product by the backend's kernel, into memory that is there. */
final class OurProduct implements Step {
    private final Backend backend;
    private final MatrixProduct product;
    private final Buffer a;
    private final Buffer b;
    private final Buffer out;

    OurProduct(Work.Product work, Backend backend) {
        this.backend = backend;
        int n = work.n();
        product = new MatrixProduct(n, n, n, false, false);
        a = filled("a", n);
        b = filled("b", n);
        out = backend.allocate(n * n);
    }

    private Buffer filled(String purpose, int n) {
        Buffer buffer = backend.allocate(n * n);
        backend.write(buffer, Samples.normal(purpose, Shape.of(n, n).size()));
        return buffer;
    }

    @Override
    public void run() {
        backend.matmul(product, a, b, out);
    }

    @Override
    public List<float[]> first() {
        run();
        return List.of(backend.readFloats(out));
    }
}
