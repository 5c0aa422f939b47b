package dev.nabla2.opencl;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Buffer;
import dev.nabla2.engine.backend.Elementwise;
import dev.nabla2.engine.backend.Loop;
import dev.nabla2.engine.backend.UpdateRule;
import java.util.Arrays;

/**
 * Computes on the host what is known by its definition only, such as a function that a user made: slow, as everything is copied there and
 * back.
 */
final class Definitions {
    private final Backend host = Backends.reference();
    private final Backend device;

    Definitions(Backend device) {
        this.device = device;
    }

    void elementwise(Elementwise f, Loop loop, Buffer out, Buffer... in) {
        Buffer result = copy(out);
        host.elementwise(f, loop, result, copies(in));
        device.write(out, host.read(result));
    }

    void update(UpdateRule rule, Buffer gradient, Buffer... state) {
        Buffer[] copies = copies(state);
        host.update(rule, copy(gradient), copies);
        for (int i = 0; i < state.length; i++) {
            device.write(state[i], host.read(copies[i]));
        }
    }

    private Buffer[] copies(Buffer... buffers) {
        return Arrays.stream(buffers).map(this::copy).toArray(Buffer[]::new);
    }

    private Buffer copy(Buffer buffer) {
        double[] values = device.read(buffer);
        Buffer copy = host.allocate(values.length);
        host.write(copy, values);
        return copy;
    }
}
