package dev.nabla2.opencl;

import java.nio.charset.StandardCharsets;
import org.jocl.Pointer;
import org.jocl.Sizeof;

/** Reads properties, which OpenCL writes to memory that the caller provides. */
final class Info {
    /** A function such as clGetDeviceInfo, bound to what is asked about. */
    @FunctionalInterface
    interface Query {
        int ask(int parameter, long size, Pointer value, long[] needed);
    }

    private final Query query;

    Info(Query query) {
        this.query = query;
    }

    /** A number of any width up to 8 bytes, as a processor that stores its lowest byte first has it. */
    long number(int parameter) {
        long[] value = new long[1];
        Status.check(query.ask(parameter, Sizeof.cl_ulong, Pointer.to(value), null), "reading a property");
        return value[0];
    }

    String text(int parameter) {
        long[] size = new long[1];
        Status.check(query.ask(parameter, 0, null, size), "reading a property");
        byte[] value = new byte[(int) size[0]];
        Status.check(query.ask(parameter, value.length, Pointer.to(value), null), "reading a property");
        return new String(value, StandardCharsets.UTF_8).replace("\0", "").strip();
    }
}
