package dev.nabla2.engine;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Buffer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** A backend that counts its buffers and refuses to take one back twice. */
final class CountingBackend {
    private final Backend delegate;
    private final Backend backend;
    private final Set<Buffer> live = Collections.newSetFromMap(new IdentityHashMap<>());
    private int allocations;

    CountingBackend(Backend delegate) {
        this.delegate = delegate;
        this.backend = (Backend) Proxy.newProxyInstance(
                Backend.class.getClassLoader(),
                new Class<?>[] {Backend.class},
                (proxy, method, arguments) -> invoke(method, arguments));
    }

    private Object invoke(Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("release") && !live.remove((Buffer) arguments[0])) {
            throw new AssertionError("a buffer was given back that is not out");
        }
        try {
            Object result = method.invoke(delegate, arguments);
            if (method.getName().equals("allocate")) {
                allocations++;
                live.add((Buffer) result);
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    Backend backend() {
        return backend;
    }

    /** Buffers that were handed out and not given back. */
    int live() {
        return live.size();
    }

    int allocations() {
        return allocations;
    }
}
