package dev.nabla2.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How the peer is started. Which of these is fastest depends on the workload and on the processor, so they are tried.
 *
 * @param name what it is called in the results
 * @param environment variables that its libraries read
 * @param variant which of its ways of doing the work
 */
public record Setting(String name, Map<String, String> environment, String variant) {
    /** The variant of a matrix product that asks OpenBLAS itself. */
    public static final String BLAS = "sgemm";

    /** The variant of convolutions that keeps images with their channels last. */
    public static final String CHANNELS_LAST = "channels last";

    /** The variant of a critic's step that joins real and generated samples to one batch of twice the size. */
    public static final String JOINED = "joined";

    /** The variants of a critic's step on images: each, and both together. */
    static final List<String> OF_IMAGES = List.of(JOINED, CHANNELS_LAST, JOINED + ", " + CHANNELS_LAST);

    /** The property that tells the peer's side its variant. */
    static final String VARIANT = "nabla2.bench.variant";

    private static final String PLAIN = "plain";

    /** For this project's side, which has no settings but its threads. */
    static final Setting NONE = new Setting("none", Map.of(), PLAIN);

    /** Whether this process was started with a variant, alone or with another. */
    public static boolean isVariant(String variant) {
        return List.of(System.getProperty(VARIANT, PLAIN).split(", ")).contains(variant);
    }

    /**
     * OpenBLAS's kernels, on one thread: it knows processors by name, and where AVX-512 is done in two halves those for AVX2 are as
     * fast.
     */
    static List<Setting> kernels() {
        return Stream.of("SKYLAKEX", "HASWELL", "ZEN")
                .filter(kernels -> !kernels.equals("SKYLAKEX") || isAvx512())
                .map(kernels -> new Setting(kernels, Map.of("OPENBLAS_CORETYPE", kernels), PLAIN).on(1, 1))
                .toList();
    }

    /** With the same kernels, the ways of doing some work. */
    List<Setting> variants(Work work) {
        List<Setting> all = new ArrayList<>(List.of(this));
        for (String other : work.variants()) {
            all.add(new Setting(name + ", " + other, environment, other));
        }
        return all;
    }

    /**
     * With the same kernels and variant, the ways to use several threads. PyTorch has threads of its own, OpenMP's, for pointwise
     * operations, sums and convolutions; OpenBLAS, which multiplies its matrices, has others, and each kind spins in the other's way
     * while it waits.
     */
    List<Setting> on(Work work, int threads) {
        List<Setting> all = new ArrayList<>(List.of(on(1, threads)));
        if (!(work instanceof Work.Product)) {
            for (int openBlas : new int[] {1, threads}) {
                all.add(on(threads, openBlas));
                all.add(on(threads, openBlas).with("OMP_WAIT_POLICY", "passive"));
            }
        }
        return all;
    }

    private Setting on(int openMp, int openBlas) {
        String threads = openMp + openBlas == 2 ? "" : ", OpenMP " + openMp + ", OpenBLAS " + openBlas;
        return new Setting(name + threads, environment, variant)
                .and("OMP_NUM_THREADS", String.valueOf(openMp))
                .and("OPENBLAS_NUM_THREADS", String.valueOf(openBlas));
    }

    private Setting with(String variable, String value) {
        return new Setting(name + ", " + value, environment, variant).and(variable, value);
    }

    private Setting and(String variable, String value) {
        Map<String, String> more = new TreeMap<>(environment);
        more.put(variable, value);
        return new Setting(name, more, variant);
    }

    private static boolean isAvx512() {
        try {
            return Files.readString(Path.of("/proc/cpuinfo")).contains("avx512f");
        } catch (IOException e) {
            return false;
        }
    }
}
