package dev.nabla2.opencl;

import dev.nabla2.engine.backend.BackendException;
import org.jocl.CL;

/** Where OpenCL's error codes become sentences. */
final class Status {
    private Status() {}

    /**
     * Does nothing if the code is that of success.
     *
     * @param doing what was tried, such as {@code reading a buffer}
     */
    static void check(int code, String doing) {
        if (code != CL.CL_SUCCESS) {
            throw failed(code, doing);
        }
    }

    /** Whether a code says that there is no memory left. */
    static boolean isOfMemory(int code) {
        return code == CL.CL_MEM_OBJECT_ALLOCATION_FAILURE
                || code == CL.CL_OUT_OF_RESOURCES
                || code == CL.CL_OUT_OF_HOST_MEMORY
                || code == CL.CL_INVALID_BUFFER_SIZE;
    }

    static BackendException failed(int code, String doing) {
        String advice = switch (code) {
            case CL.CL_MEM_OBJECT_ALLOCATION_FAILURE, CL.CL_OUT_OF_RESOURCES, CL.CL_OUT_OF_HOST_MEMORY ->
                "; the device may be out of memory, lost, or used by another program: try a smaller batch, or another device";
            case CL.CL_DEVICE_NOT_AVAILABLE, CL.CL_INVALID_COMMAND_QUEUE -> "; the device may be lost";
            default -> "";
        };
        return new BackendException("opencl: " + doing + " failed with " + CL.stringFor_errorCode(code) + advice);
    }

    /** OpenCL is not there, or there is no device. */
    static BackendException missing(String found) {
        return new BackendException(
                "opencl: expected OpenCL on this machine, found " + found + "; install a driver: the package"
                        + " pocl-opencl-icd for the processor on Debian and Ubuntu, or the graphics card vendor's");
    }
}
