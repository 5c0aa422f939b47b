package dev.nabla2.bench.compare;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Batch;
import dev.nabla2.engine.backend.Buffer;
import dev.nabla2.engine.backend.Chain;
import dev.nabla2.engine.backend.ConvolutionProduct;
import dev.nabla2.engine.backend.Elementwise;
import dev.nabla2.engine.backend.MatrixProduct;
import dev.nabla2.engine.backend.PackedProduct;
import dev.nabla2.engine.backend.UpdateRule;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A backend that takes the time of each kernel. */
final class TimedBackend {
    private static final Set<String> MEMORY = Set.of("allocate", "allocateMask", "release", "transfer");

    private final Backend delegate;
    private final Clock clock;
    private final Backend backend = (Backend) Proxy.newProxyInstance(
            Backend.class.getClassLoader(),
            new Class<?>[] {Backend.class},
            (proxy, method, arguments) -> invoke(method, arguments));
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** What was found of the kernels of one description. */
    static final class Entry {
        private final double operations;
        private long calls;
        private long nanos;

        private Entry(double operations) {
            this.operations = operations;
        }

        /** Floating-point operations of a call, where it is a product. */
        double operations() {
            return operations;
        }

        long calls() {
            return calls;
        }

        long nanos() {
            return nanos;
        }
    }

    TimedBackend(Backend delegate, Clock clock) {
        this.delegate = delegate;
        this.clock = clock;
    }

    Backend backend() {
        return backend;
    }

    /** By description, in the order in which they were first called. */
    Map<String, Entry> entries() {
        return entries;
    }

    void reset() {
        entries.clear();
    }

    private interface Call {
        Object run() throws ReflectiveOperationException;
    }

    private Object invoke(Method method, Object[] arguments) throws Throwable {
        try {
            if (arguments == null || MEMORY.contains(method.getName()) || method.getDeclaringClass() == Object.class) {
                return method.invoke(delegate, arguments);
            }
            if (method.getName().equals("prepare")) {
                return timed((Chain) arguments[0]);
            }
            if (method.getName().equals("packed")) {
                MatrixProduct product = (MatrixProduct) arguments[0];
                return delegate.packed(product).map(packed -> timed(product, packed));
            }
            return time(describe(method, arguments), operations(arguments), () -> method.invoke(delegate, arguments));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Chain.Ready timed(Chain chain) {
        Chain.Ready ready = delegate.prepare(chain);
        String name = "chain of " + chain.stages().size() + " [" + chain.size() + "] "
                + chain.stages().stream().map(stage -> stage.function().name()).collect(Collectors.joining(" "));
        return (in, out) -> {
            long start = clock.nanos();
            ready.run(in, out);
            add(name, 0, clock.nanos() - start);
        };
    }

    private PackedProduct timed(MatrixProduct product, PackedProduct packed) {
        String name = describe(product);
        return new PackedProduct() {
            @Override
            public Form form() {
                return packed.form();
            }

            @Override
            public void pack(Buffer right, Buffer into) {
                long start = clock.nanos();
                packed.pack(right, into);
                add(
                        "pack [" + form().inner() + ", " + form().columns() + "]" + (form().transposed() ? "ᵀ" : ""),
                        0,
                        clock.nanos() - start);
            }

            @Override
            public void multiply(Buffer left, Buffer right, Buffer out) {
                long start = clock.nanos();
                packed.multiply(left, right, out);
                add("packed matmul " + name, operations(product), clock.nanos() - start);
            }
        };
    }

    private Object time(String name, double operations, Call call) throws ReflectiveOperationException {
        long start = clock.nanos();
        Object result = call.run();
        add(name, operations, clock.nanos() - start);
        return result;
    }

    private void add(String name, double operations, long nanos) {
        Entry entry = entries.computeIfAbsent(name, n -> new Entry(operations));
        entry.calls++;
        entry.nanos += nanos;
    }

    private static String describe(Method method, Object[] arguments) {
        String sizes = Arrays.stream(arguments)
                .map(TimedBackend::describe)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
        return method.getName() + " " + sizes;
    }

    private static String describe(Object argument) {
        if (argument instanceof MatrixProduct p) {
            return "[" + p.rows() + ", " + p.inner() + "]" + (p.transposeA() ? "ᵀ" : "") + " x [" + p.inner() + ", "
                    + p.columns() + "]" + (p.transposeB() ? "ᵀ" : "");
        }
        if (argument instanceof ConvolutionProduct p) {
            return p.inputs() + " to " + p.outputs() + " channels, " + p.image()[2] + "² to " + p.result()[2] + "²";
        }
        if (argument instanceof Elementwise f) {
            return f.name();
        }
        if (argument instanceof UpdateRule rule) {
            return rule.name();
        }
        return argument instanceof Integer n ? n.toString() : "";
    }

    private static double operations(Object... arguments) {
        double operations = 0;
        for (Object argument : arguments) {
            if (argument instanceof MatrixProduct p) {
                operations = 2.0 * p.rows() * p.inner() * p.columns();
            } else if (argument instanceof ConvolutionProduct p) {
                operations = 2.0 * p.batch() * p.outputs() * p.resultSize() * p.inputs() / p.groups() * p.filterSize();
            } else if (argument instanceof Batch batch) {
                operations *= batch.count();
            }
        }
        return operations;
    }
}
