package dev.nabla2.opencl;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.BackendProvider;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Offers the OpenCL backend to whoever looks for backends; asks nothing of OpenCL until it is asked itself. */
public final class OpenClProvider implements BackendProvider {
    /** A provider, as ServiceLoader makes it. */
    public OpenClProvider() {}

    @Override
    public String name() {
        return OpenClBackend.NAME;
    }

    @Override
    public List<Map<String, Object>> devices() {
        Tuned tuned = new Tuned(ProgramCache.ofUser());
        return Device.all().stream()
                .map(device -> {
                    Map<String, Object> properties = device.properties();
                    properties.put("tuned", tuned.read(device).isPresent());
                    return properties;
                })
                .toList();
    }

    @Override
    public OpenClBackend open(String device) {
        return open(device, false);
    }

    @Override
    public OpenClBackend open(String device, boolean profiled) {
        Device found = Device.find(device);
        SignalHandlers.warning(found)
                .ifPresent(warning ->
                        System.getLogger(OpenClProvider.class.getPackageName()).log(Level.WARNING, warning));
        return new OpenClBackend(new Queue(found, profiled), ProgramCache.ofUser());
    }

    @Override
    public List<Map<String, Object>> times(Backend profiled) {
        return ((OpenClBackend) profiled).times();
    }

    @Override
    public Map<String, Object> tune(String device, Consumer<String> progress) {
        return new Tuner(Device.find(device), ProgramCache.ofUser(), progress).run();
    }
}
