package dev.nabla2.opencl;

import dev.nabla2.engine.backend.BackendException;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The device that tests run on. Where there is none they are skipped, but for where one was promised. */
public final class OpenClDevice {
    private static final Optional<OpenClBackend> SHARED = find();

    private OpenClDevice() {}

    private static Optional<OpenClBackend> find() {
        try {
            return Optional.of(new OpenClProvider().open(""));
        } catch (BackendException none) {
            if (System.getenv("CI") != null || "required".equals(System.getProperty("nabla2.opencl"))) {
                throw none;
            }
            return Optional.empty();
        }
    }

    /** A backend that tests share, because it has compiled its kernels; nobody closes it. */
    public static OpenClBackend backend() {
        Assumptions.assumeTrue(
                SHARED.isPresent(), "there is no OpenCL device; on Debian the package pocl-opencl-icd is one");
        return SHARED.orElseThrow();
    }

    /** Another backend on the same device, for a test that closes it. */
    public static OpenClBackend another() {
        backend();
        return new OpenClProvider().open("");
    }
}
