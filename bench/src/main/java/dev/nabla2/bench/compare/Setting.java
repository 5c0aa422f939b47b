package dev.nabla2.bench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the peer is started. Which of these is fastest depends on the workload, so all are tried.
 *
 * @param name what it is called in the results
 * @param environment variables that its libraries read
 * @param variant which of its ways of doing the work
 */
public record Setting(String name, Map<String, String> environment, String variant) {
    /** The variant of a matrix product that asks OpenBLAS itself. */
    public static final String BLAS = "blas";

    /** The variant of convolutions that keeps images with their channels last. */
    public static final String CHANNELS_LAST = "channels last";

    /** The property that tells the peer's side its variant. */
    static final String VARIANT = "nabla2.bench.variant";

    private static final String PLAIN = "plain";

    /** For this project's side, which has no settings but its threads. */
    static final Setting NONE = new Setting("none", Map.of(), PLAIN);

    /** Whether this process was started with a variant. */
    public static boolean isVariant(String variant) {
        return System.getProperty(VARIANT, PLAIN).equals(variant);
    }

    /**
     * The settings worth trying with a number of threads. PyTorch has threads of its own, OpenMP's, for pointwise
     * operations, sums and convolutions; OpenBLAS, which multiplies its matrices, has others, and each kind spins in
     * the other's way while it waits.
     */
    static List<Setting> candidates(Work work, int threads) {
        if (work instanceof Work.Product) {
            return List.of(
                    of(threads, threads).as("OpenBLAS", BLAS),
                    of(threads, threads).as("torch.mm", PLAIN));
        }
        List<Setting> all = new ArrayList<>();
        for (int openMp = 1; openMp <= threads; openMp++) {
            for (int openBlas = threads / openMp; openBlas <= threads; openBlas++) {
                all.add(of(openMp, openBlas));
                if (openMp > 1) {
                    all.add(of(openMp, openBlas).with("OMP_WAIT_POLICY", "passive"));
                }
            }
        }
        if (work.isConvolutional()) {
            List.copyOf(all)
                    .forEach(setting -> all.add(setting.as(setting.name + ", " + CHANNELS_LAST, CHANNELS_LAST)));
        }
        return all;
    }

    private static Setting of(int openMp, int openBlas) {
        return new Setting("OpenMP " + openMp + ", OpenBLAS " + openBlas, Map.of(), PLAIN)
                .and("OMP_NUM_THREADS", String.valueOf(openMp))
                .and("OPENBLAS_NUM_THREADS", String.valueOf(openBlas));
    }

    private Setting as(String otherName, String otherVariant) {
        return new Setting(otherName, environment, otherVariant);
    }

    private Setting with(String variable, String value) {
        return new Setting(name + ", " + value, environment, variant).and(variable, value);
    }

    private Setting and(String variable, String value) {
        Map<String, String> more = new TreeMap<>(environment);
        more.put(variable, value);
        return new Setting(name, more, variant);
    }
}
