package dev.nabla2.gan;

import java.util.LinkedHashMap;
import java.util.Map;

/** Every dynamics with some setting, by name. */
final class DynamicsExample {
    private DynamicsExample() {}

    static Map<String, Dynamics> all() {
        Map<String, Dynamics> all = new LinkedHashMap<>();
        all.put("alternating", Dynamics.alternating(2));
        all.put("simultaneous", Dynamics.simultaneous());
        all.put("consensus", Dynamics.consensus(new Gamma.Fixed(0.1)));
        all.put("consensus of the critic, scheduled", Dynamics.consensus(new Gamma.Scheduled(1, 0.1), Gan.CRITIC));
        all.put("consensus, adaptive", Dynamics.consensus(new Gamma.Adaptive(0.5)));
        all.put("gradient-regularised", Dynamics.gradientRegularised(0.1));
        all.put("symplectic", Dynamics.symplectic(1, true));
        all.put("unrolled", Dynamics.unrolled(3, true));
        all.put("unrolled without second order", Dynamics.unrolled(3, false));
        all.put("extragradient", Dynamics.extragradient());
        all.put("optimistic", Dynamics.optimistic());
        return all;
    }
}
