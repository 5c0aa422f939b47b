package dev.nabla2.engine;

import dev.nabla2.engine.op.Contract;
import dev.nabla2.engine.op.Instruction;
import dev.nabla2.engine.op.Smoothness;
import dev.nabla2.engine.walk.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for elements at kinks before a walk sets out.
 *
 * <p>A walk asks for a derivative that does not exist everywhere of each line between its ends whose operation is not once continuously
 * differentiable. Lines that only jump are among them, though the walk itself passes them by: relu's second derivative is asked for
 * where a walk would go through the step that is its first.
 */
final class KinkWatch {
    private final KinkPolicy policy;
    private final List<KinkEncounter> encounters = new ArrayList<>();

    KinkWatch(KinkPolicy policy) {
        this.policy = policy;
    }

    List<KinkEncounter> encounters() {
        return List.copyOf(encounters);
    }

    boolean isIdle() {
        return policy.mode() == KinkPolicy.Mode.ASSUME;
    }

    /** Looks at the lines between {@code sources} and {@code target}. */
    void look(List<Instruction> tape, int[] sources, int target, int pass) {
        boolean[] between = Reach.between(tape, sources, target, Reach.Through.JUMPS_TOO);
        for (int line = 0; line <= target; line++) {
            if (between[line]) {
                look(tape.get(line), pass);
            }
        }
    }

    private void look(Instruction at, int pass) {
        Contract contract = at.operation().orElseThrow().contract();
        if (contract.smoothness() == Smoothness.SMOOTH || contract.smoothness() == Smoothness.C1) {
            return;
        }
        Optional<Tensor> distance = contract.kinks().distance(at.operands());
        distance.ifPresent(d -> judge(at, pass, contract.kinks().where(), d.toDoubles()));
    }

    private void judge(Instruction at, int pass, String where, double[] distances) {
        int nearest = 0;
        long met = 0;
        for (int i = 0; i < distances.length; i++) {
            met += distances[i] <= policy.tolerance() ? 1 : 0;
            nearest = distances[i] < distances[nearest] ? i : nearest;
        }
        KinkEncounter encounter = new KinkEncounter(
                at.operation().orElseThrow().signature().toString(),
                at.result().place(),
                at.number(),
                pass,
                met,
                distances.length);
        if (met > 0 && policy.mode() == KinkPolicy.Mode.FORBID) {
            throw new KinkException(encounter, where, nearest, distances[nearest]);
        }
        encounters.add(encounter);
    }
}
