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

    /** A backend that takes the device for a graphics card, so that the kernels for those run, too; nobody closes it. */
    public static OpenClBackend likeAGraphicsCard() {
        backend();
        return LikeAGraphicsCard.BACKEND;
    }

    private static final class LikeAGraphicsCard {
        static final OpenClBackend BACKEND =
                new OpenClBackend(Device.find("").as(Device.Kind.GPU, 1), ProgramCache.ofUser());
    }

    /** A backend that takes the device for a processor with registers of eight floats; nobody closes it. */
    public static OpenClBackend withRegistersOfEight() {
        backend();
        return WithRegistersOfEight.BACKEND;
    }

    private static final class WithRegistersOfEight {
        static final OpenClBackend BACKEND =
                new OpenClBackend(Device.find("").as(Device.Kind.CPU, 8), ProgramCache.ofUser());
    }

    /** Another backend on the same device, for a test that closes it. */
    public static OpenClBackend another() {
        backend();
        return new OpenClProvider().open("");
    }
}
