package dev.nabla2.bench.peer;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import dev.nabla2.bench.compare.Samples;
import dev.nabla2.bench.compare.Step;
import dev.nabla2.bench.compare.Work;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;

/** A matrix product by OpenBLAS itself. */
final class BlasProduct implements Step {
    private final int n;
    private final FloatPointer a;
    private final FloatPointer b;
    private final FloatPointer out;

    BlasProduct(Work.Product work) {
        n = work.n();
        a = filled("a");
        b = filled("b");
        out = new FloatPointer((long) n * n);
    }

    private FloatPointer filled(String purpose) {
        double[] numbers = Samples.normal(purpose, n * n);
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return new FloatPointer(floats);
    }

    @Override
    public void run() {
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, n, n, 1, a, n, b, n, 0, out, n);
    }

    @Override
    public List<float[]> first() {
        run();
        float[] floats = new float[n * n];
        out.get(floats);
        return List.of(floats);
    }
}
