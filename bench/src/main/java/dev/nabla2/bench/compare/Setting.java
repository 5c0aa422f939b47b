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
 * @param variant which of its ways of doing the work, a {@link #VARIANT}
 */
record Setting(String name, Map<String, String> environment, String variant) {
    /** The property that tells the peer's side which way to take. */
    static final String VARIANT = "nabla2.bench.variant";

    private static final String PLAIN = "plain";

    /** For this project's side, which has no settings but its threads. */
    static final Setting NONE = new Setting("none", Map.of(), PLAIN);

    /**
     * The settings worth trying with a number of threads. PyTorch has threads of its own, OpenMP's, for pointwise operations, sums and
     * convolutions; OpenBLAS, which multiplies its matrices, has others, and each kind spins in the other's way while it waits.
     */
    static List<Setting> candidates(Work work, int threads) {
        if (work instanceof Work.Product) {
            return List.of(of("OpenBLAS", threads, threads, "blas"), of("torch.mm", threads, threads, PLAIN));
        }
        List<Setting> all = new ArrayList<>();
        for (int openMp = 1; openMp <= threads; openMp++) {
            for (int openBlas = threads / openMp; openBlas <= threads; openBlas++) {
                String name = "OpenMP " + openMp + ", OpenBLAS " + openBlas;
                Setting setting = of(name, openMp, openBlas, PLAIN);
                all.add(setting);
                if (openMp > 1) {
                    all.add(setting.with("OMP_WAIT_POLICY", "passive"));
                }
            }
        }
        return all;
    }

    private static Setting of(String name, int openMp, int openBlas, String variant) {
        Map<String, String> environment = new TreeMap<>(
                Map.of("OMP_NUM_THREADS", String.valueOf(openMp), "OPENBLAS_NUM_THREADS", String.valueOf(openBlas)));
        return new Setting(name, environment, variant);
    }

    private Setting with(String variable, String value) {
        Map<String, String> more = new TreeMap<>(environment);
        more.put(variable, value);
        return new Setting(name + ", " + value, more, variant);
    }
}
