package dev.nabla2.opencl;

/**
 * How a device's matrix products are cut up. No number of a result depends on it.
 *
 * @param rows of the tile that an item computes, where the result has so many
 * @param columns of it
 * @param lanes how many numbers an item computes with at once; divides {@code columns}
 * @param group items of a work-group
 * @param reuse operands are packed where each of their numbers is used so many times, on average
 */
record ProductParameters(int rows, int columns, int lanes, int group, int reuse) {
    /** What suits devices of a kind. */
    static ProductParameters of(Device device) {
        if (device.kind() != Device.Kind.CPU) {
            return new ProductParameters(4, 4, 4, 64, Integer.MAX_VALUE);
        }
        // A tile takes about three quarters of the registers: there are 32 of 16 floats, and 16 of 8 or 4. PoCL runs
        // the items of a group
        // inside the loop over terms and would move the sums to memory at each of them, so that there is one item to a
        // group.
        int lanes = Math.max(4, Math.min(16, device.vectorWidth()));
        return new ProductParameters(lanes == 16 ? 8 : 6, 2 * lanes, lanes, 1, 512);
    }
}
