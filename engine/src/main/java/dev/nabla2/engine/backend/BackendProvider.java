package dev.nabla2.engine.backend;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A backend that lies in a module of its own, which {@link java.util.ServiceLoader} finds. */
public interface BackendProvider {
    /** The {@link Backend#name} of what it opens. */
    String name();

    /**
     * The devices that there are, in order, each with its properties by their names; {@code name} is always among them.
     *
     * @throws BackendException if what it takes to ask for them is missing
     */
    List<Map<String, Object>> devices();

    /**
     * A backend on a device, to be closed if it is {@link AutoCloseable}.
     *
     * @param device the device's number in {@link #devices}, or a part of its name; empty for the one that is likely the fastest
     * @throws BackendException if there is no such device, or what it takes to use it is missing
     */
    default Backend open(String device) {
        return open(device, false);
    }

    /**
     * A backend on a device.
     *
     * @param profiled whether it measures how long its kernels take
     */
    Backend open(String device, boolean profiled);

    /**
     * How long each kernel took of a backend that was opened to measure that, longest first: by the names {@code kernel}, {@code
     * launches} and {@code milliseconds}.
     */
    List<Map<String, Object>> times(Backend profiled);

    /**
     * Measures which parameters of its kernels suit a device best, and keeps them for every backend that is opened on it from then on.
     * Results do not depend on them.
     *
     * @param device as {@link #open} takes it
     * @param progress is told what was measured, a line at a time
     * @return what was found: {@code products}, a list of maps with the name of a {@code product} and its billions of operations a second
     *     by {@code default} and at {@code best}; the parameters by their names as {@code default} and {@code best}; the device's {@code
     *     name}; and the {@code file} that keeps them
     * @throws BackendException if there is no such device
     */
    Map<String, Object> tune(String device, Consumer<String> progress);
}
