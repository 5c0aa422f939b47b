package dev.nabla2.opencl;

import dev.nabla2.engine.backend.BackendException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jocl.CL;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/**
 * Something that runs kernels, and its limits.
 *
 * @param platformId the driver, to OpenCL
 * @param id the device, to OpenCL
 * @param name as its vendor calls it
 * @param vendor who made it
 * @param platform the driver's name and version
 * @param driver the version of the driver for this device
 * @param kind CPU, GPU or accelerator
 * @param computeUnits how many work-groups run at once
 * @param memory bytes
 * @param largestBuffer bytes of a single buffer
 * @param localMemory bytes that the items of a work-group share
 * @param largestGroup items of a work-group
 * @param vectorWidth how many floats its registers hold
 * @param roundsCorrectly whether quotients and square roots can be had correctly rounded, as in Java
 */
record Device(
        cl_platform_id platformId,
        cl_device_id id,
        String name,
        String vendor,
        String platform,
        String driver,
        Kind kind,
        int computeUnits,
        long memory,
        long largestBuffer,
        long localMemory,
        int largestGroup,
        int vectorWidth,
        boolean roundsCorrectly) {
    /** What sort of processor a device is; the first is tried first where a user does not choose. */
    enum Kind {
        GPU,
        ACCELERATOR,
        CPU
    }

    /**
     * All devices of all drivers, in the order in which OpenCL lists them. One thread asks at a time: while PoCL looks for its devices for
     * one, it tells others that it has none.
     *
     * @throws BackendException if there is no OpenCL
     */
    static synchronized List<Device> all() {
        try {
            List<Device> all = new ArrayList<>();
            for (cl_platform_id platform : platforms()) {
                for (cl_device_id device : devices(platform)) {
                    all.add(of(platform, device));
                }
            }
            if (all.isEmpty()) {
                throw Status.missing("its loader, but no device");
            }
            return all;
        } catch (LinkageError missing) {
            // The loader is missing, or JOCL's own library: the first time it is the one error, then another.
            throw Status.missing("no library for it");
        }
    }

    /**
     * The device that a user means.
     *
     * @param wanted its number, a part of its name, or nothing, which means the first GPU if there is one
     */
    static Device find(String wanted) {
        List<Device> all = all();
        if (wanted.isEmpty()) {
            return all.stream().min(Comparator.comparing(Device::kind)).orElseThrow();
        }
        if (wanted.chars().allMatch(Character::isDigit)) {
            int number = wanted.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(wanted);
            if (number < all.size()) {
                return all.get(number);
            }
        }
        return all.stream()
                .filter(device -> device.name.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () -> new BackendException("opencl: expected a device's number from 0 to " + (all.size() - 1)
                                + " or a part of its name out of "
                                + all.stream().map(Device::name).toList() + ", found '"
                                + wanted + "'"));
    }

    private static cl_platform_id[] platforms() {
        int[] count = new int[1];
        int code = CL.clGetPlatformIDs(0, null, count);
        if (code != CL.CL_SUCCESS || count[0] == 0) {
            // The loader's own code for "no driver is registered" is none of the standard's.
            throw Status.missing("its loader, but no driver");
        }
        cl_platform_id[] platforms = new cl_platform_id[count[0]];
        Status.check(CL.clGetPlatformIDs(platforms.length, platforms, null), "listing platforms");
        return platforms;
    }

    private static cl_device_id[] devices(cl_platform_id platform) {
        int[] count = new int[1];
        int code = CL.clGetDeviceIDs(platform, CL.CL_DEVICE_TYPE_ALL, 0, null, count);
        if (code == CL.CL_DEVICE_NOT_FOUND || count[0] == 0) {
            return new cl_device_id[0];
        }
        Status.check(code, "listing devices");
        cl_device_id[] devices = new cl_device_id[count[0]];
        Status.check(
                CL.clGetDeviceIDs(platform, CL.CL_DEVICE_TYPE_ALL, devices.length, devices, null), "listing devices");
        return devices;
    }

    private static Device of(cl_platform_id platform, cl_device_id id) {
        Info info =
                new Info((parameter, size, value, needed) -> CL.clGetDeviceInfo(id, parameter, size, value, needed));
        Info driver = new Info(
                (parameter, size, value, needed) -> CL.clGetPlatformInfo(platform, parameter, size, value, needed));
        long type = info.number(CL.CL_DEVICE_TYPE);
        return new Device(
                platform,
                id,
                info.text(CL.CL_DEVICE_NAME),
                info.text(CL.CL_DEVICE_VENDOR),
                driver.text(CL.CL_PLATFORM_NAME) + ", " + driver.text(CL.CL_PLATFORM_VERSION),
                info.text(CL.CL_DRIVER_VERSION),
                (type & CL.CL_DEVICE_TYPE_GPU) != 0
                        ? Kind.GPU
                        : (type & CL.CL_DEVICE_TYPE_CPU) != 0 ? Kind.CPU : Kind.ACCELERATOR,
                (int) info.number(CL.CL_DEVICE_MAX_COMPUTE_UNITS),
                info.number(CL.CL_DEVICE_GLOBAL_MEM_SIZE),
                info.number(CL.CL_DEVICE_MAX_MEM_ALLOC_SIZE),
                info.number(CL.CL_DEVICE_LOCAL_MEM_SIZE),
                (int) info.number(CL.CL_DEVICE_MAX_WORK_GROUP_SIZE),
                (int) info.number(CL.CL_DEVICE_NATIVE_VECTOR_WIDTH_FLOAT),
                (info.number(CL.CL_DEVICE_SINGLE_FP_CONFIG) & CL.CL_FP_CORRECTLY_ROUNDED_DIVIDE_SQRT) != 0);
    }

    /** The same, taken for another kind with another width, so that a test reaches what other devices are given. */
    Device as(Kind kind, int vectorWidth) {
        return new Device(
                platformId,
                id,
                name,
                vendor,
                platform,
                driver,
                kind,
                computeUnits,
                memory,
                largestBuffer,
                localMemory,
                largestGroup,
                vectorWidth,
                roundsCorrectly);
    }

    /** What a user may want to know, by names that JSON likes. */
    Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("name", name);
        properties.put("kind", kind == Kind.ACCELERATOR ? "accelerator" : kind.name());
        properties.put("vendor", vendor);
        properties.put("platform", platform);
        properties.put("driver", driver);
        properties.put("computeUnits", computeUnits);
        properties.put("memoryBytes", memory);
        properties.put("largestBufferBytes", largestBuffer);
        properties.put("localMemoryBytes", localMemory);
        properties.put("largestGroup", largestGroup);
        properties.put("vectorWidth", vectorWidth);
        properties.put("roundsCorrectly", roundsCorrectly);
        return properties;
    }

    /** How many bytes of its memory may be taken: a graphics card's driver needs some itself, and notices late that there are none left. */
    long lendable() {
        return kind == Kind.CPU ? memory : memory / 10 * 9;
    }

    /** How many items a work-group of a kernel without needs of its own has. */
    int group() {
        return Math.min(largestGroup, kind == Kind.CPU ? 128 : 256);
    }

    /** About how many items run at once. */
    int parallelism() {
        return kind == Kind.CPU ? computeUnits : computeUnits * 128;
    }
}
