package dev.nabla2.lab.command;

import dev.nabla2.engine.Backends;
import dev.nabla2.lab.report.Environment;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
final class Versions implements IVersionProvider {
    @Override
    public String[] getVersion() {
        Environment environment = Environment.current();
        return new String[] {
            "nabla2 " + environment.version(),
            "Java    " + environment.java(),
            "Kernels " + Backends.cpu(Runtime.getRuntime().availableProcessors()),
            "Machine " + environment.machine(),
            "System  " + environment.system()
        };
    }
}
