package dev.nabla2.opencl;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Buffer;
import dev.nabla2.engine.backend.Chain;
import dev.nabla2.engine.backend.Elementwise;
import dev.nabla2.engine.backend.Loop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Elementwise functions: chains of a program each as a kernel of its own, and single functions, such as while a program is recorded, as one
 * kernel that looks up what to compute, until one is used much: recording does not wait for a compiler at every new function.
 */
final class Elementwises {
    /** Loops have any rank; the kernel is given one of few, so that the compiler can unroll. */
    private static final int LEAST_RANK = 4;

    private static final int MOST_ARGUMENTS = 3;

    /**
     * How many elements of a function are computed by looking it up before it gets a kernel of its own: looking up costs some 35 ns an
     * element more on PoCL, and compiling about 0.15 s, so that at worst twice the time is spent that would have been best.
     */
    static final long PATIENCE = 4 << 20;

    private final Programs programs;
    private final Kernels kernels;
    private final Backend backend;
    private final long patience;
    private final Map<String, Long> lookedUp = new ConcurrentHashMap<>();
    private final Map<FunctionSource, Kernel> own = new ConcurrentHashMap<>();

    /**
     * Elementwise functions.
     *
     * @param patience how many elements of a function are looked up, such as {@link #PATIENCE}
     */
    Elementwises(Programs programs, Kernels kernels, Backend backend, long patience) {
        this.programs = programs;
        this.kernels = kernels;
        this.backend = backend;
        this.patience = patience;
    }

    void run(Elementwise f, Loop loop, DeviceBuffer out, DeviceBuffer[] in) {
        if (lookedUp.merge(f.name(), (long) loop.size(), Long::sum) <= patience) {
            lookUp(f, loop, out, in);
        } else {
            FunctionSource source = FunctionSource.of(f, loop);
            Object[] arguments = new Object[3 + in.length];
            arguments[0] = Formulas.constant(f);
            arguments[1] = source.table(loop);
            arguments[2] = out;
            System.arraycopy(in, 0, arguments, 3, in.length);
            own.computeIfAbsent(source, s -> programs.kernel(s.text(), s.name(), s.function()))
                    .run(loop.size(), arguments);
        }
    }

    private void lookUp(Elementwise f, Loop loop, DeviceBuffer out, DeviceBuffer[] in) {
        Loop.Layout[] layouts = new Loop.Layout[1 + MOST_ARGUMENTS];
        Arrays.fill(layouts, new Loop.Layout(0, new int[loop.extents().length]));
        layouts[0] = loop.out();
        DeviceBuffer[] arguments = {in[0], in[0], in[0]};
        for (int i = 0; i < in.length; i++) {
            layouts[1 + i] = loop.in()[i];
            arguments[i] = in[i];
        }
        int rank = Math.max(LEAST_RANK, loop.extents().length);
        kernels.of(LookUp.KERNEL, LookUp::source)
                .run(
                        loop.size(),
                        Formulas.number(f).orElseThrow(),
                        Formulas.constant(f),
                        f.arity(),
                        rank,
                        Layouts.table(rank, loop.extents(), layouts),
                        out,
                        arguments[0],
                        arguments[1],
                        arguments[2]);
    }

    Chain.Ready prepare(Chain chain) {
        if (!chain.stages().stream().allMatch(stage -> Formulas.knows(stage.function()))) {
            return oneByOne(chain);
        }
        String source = ChainSource.of(chain);
        String label = ChainSource.label(chain);
        DeviceBuffer table = table(ChainSource.table(chain));
        int size = chain.size();
        return (in, out) -> {
            Object[] arguments = new Object[1 + in.length + out.length];
            arguments[0] = table;
            System.arraycopy(in, 0, arguments, 1, in.length);
            System.arraycopy(out, 0, arguments, 1 + in.length, out.length);
            programs.kernel(source, ChainSource.KERNEL, label).run(size, arguments);
        };
    }

    /** Numbers by their bits, in a buffer. */
    private DeviceBuffer table(int[] numbers) {
        float[] bits = new float[numbers.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.intBitsToFloat(numbers[i]);
        }
        DeviceBuffer table = (DeviceBuffer) backend.allocate(bits.length);
        backend.write(table, bits);
        return table;
    }

    /** A chain with a function that is known by its definition only: each stage for itself. */
    private Chain.Ready oneByOne(Chain chain) {
        Loop.Layout dense = new Loop.Layout(0, 1);
        int[] size = {chain.size()};
        return (in, out) -> {
            List<Buffer> values = new ArrayList<>();
            for (int i = 0; i < in.length; i++) {
                Buffer whole = backend.allocate(chain.size());
                Loop loop = chain.in().get(i).loop();
                int[] strides = new int[loop.extents().length];
                int stride = 1;
                for (int axis = strides.length - 1; axis >= 0; axis--) {
                    strides[axis] = stride;
                    stride *= loop.extents()[axis];
                }
                Loop copy = new Loop(loop.extents(), new Loop.Layout(0, strides), loop.in()[0]);
                backend.elementwise(Elementwise.unary("copy", 0, x -> x), copy, whole, in[i]);
                values.add(whole);
            }
            for (Chain.Stage stage : chain.stages()) {
                Loop.Layout[] layouts = new Loop.Layout[stage.function().arity()];
                Arrays.fill(layouts, dense);
                Buffer result = backend.allocate(chain.size());
                Buffer[] arguments = stage.arguments().stream().map(values::get).toArray(Buffer[]::new);
                backend.elementwise(stage.function(), new Loop(size, dense, layouts), result, arguments);
                values.add(result);
            }
            for (int i = 0; i < out.length; i++) {
                backend.elementwise(
                        Elementwise.unary("copy", 0, x -> x),
                        new Loop(size, dense, dense),
                        out[i],
                        values.get(chain.out().get(i).value()));
            }
            values.forEach(backend::release);
        };
    }
}
