package dev.nabla2.lab.run;

import dev.nabla2.engine.backend.BackendProvider;
import dev.nabla2.lab.LabException;
import java.util.ServiceLoader;

/** Backends that lie in modules of their own, if these are there. */
public final class BackendModules {
    private BackendModules() {}

    /**
     * Who opens the backend of a name.
     *
     * @throws LabException if no module has it
     */
    public static BackendProvider named(String name) {
        return ServiceLoader.load(BackendProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new LabException("expected a module with the backend " + name
                        + " on the module path, such as nabla2-" + name + "-kernels, found none"));
    }
}
