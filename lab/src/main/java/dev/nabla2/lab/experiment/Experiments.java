package dev.nabla2.lab.experiment;

import dev.nabla2.lab.audit.critics.SecondDerivativeOfRelu;
import dev.nabla2.lab.experiment.consensus.NumericsOfGans;
import dev.nabla2.lab.experiment.rivals.RegularisedRing;
import dev.nabla2.lab.experiment.rivals.RothSubmanifold;
import dev.nabla2.lab.experiment.rivals.TwoTimeScales;
import dev.nabla2.lab.experiment.rivals.UnrolledRing;
import dev.nabla2.lab.experiment.wgangp.WganGpToy;
import dev.nabla2.lab.experiment.zerogp.ZeroGp;
import dev.nabla2.lab.reproduce.Experiment;
import java.util.List;

/** All experiments. */
public final class Experiments {
    private Experiments() {}

    /** In the order in which they are listed. */
    public static List<Experiment> all() {
        return List.of(
                new SecondDerivativeOfRelu(),
                new LqWgan(),
                new WganGpToy(),
                new ZeroGp(),
                new NumericsOfGans(),
                new RegularisedRing(),
                new RothSubmanifold(),
                new UnrolledRing(),
                new TwoTimeScales());
    }
}
