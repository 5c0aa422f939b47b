package dev.nabla2.lab.audit.critics;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.lab.audit.PenaltyAudit;
import dev.nabla2.lab.picture.Picture;
import dev.nabla2.nn.Parameters;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Audits one critic on its way. */
final class CellAudit {
    /** Hears of what was found. */
    @FunctionalInterface
    interface Listener {
        /**
         * Called at each state that is audited.
         *
         * @param step how many training steps it has had
         * @param report the answers
         */
        void onState(int step, PenaltyAudit.Report report);
    }

    private static final int SAMPLES_ON_MAP = 1 << 18;

    private final AuditSettings settings;
    private final RandomStream random;
    private final Course course;
    private final PenaltyAudit audit;
    private Optional<Picture> map = Optional.empty();

    CellAudit(AuditSettings settings, Course course, Cell cell) {
        this.settings = settings;
        this.random = RandomStream.of(cell.seed());
        this.course = course;
        this.audit = new PenaltyAudit(
                course.subject(),
                settings.size(),
                settings.epsilon(),
                AuditSettings.STEPS,
                settings.minibatches(),
                settings.batch());
    }

    /** Of a critic that is trained first. */
    static CellAudit trained(AuditSettings settings, DataSet data, Cell cell) {
        return new CellAudit(settings, new TrainingCourse(settings, data, cell), cell);
    }

    /**
     * Refuses a critic that cannot be audited.
     *
     * @throws IllegalArgumentException if it is such a critic, or such data
     */
    void check() {
        Parameters theta = course.example();
        audit.check(theta);
        if (settings.isOfAtoms() && audit.subject().chargesRealSamples(theta)) {
            throw new IllegalArgumentException(
                    "audit: expected real samples with a density, as the penalty is charged at"
                            + " these themselves, found the finitely many of --data "
                            + settings.data().label()
                            + ", at which the automatic gradient is exact wherever there is one; with --noise 0.05, say, every"
                            + " number of a sample has normal noise of that deviation");
        }
    }

    /** Where the kinks lie at the last state, of a critic in the plane that has any. */
    Optional<Picture> map() {
        return map;
    }

    private Optional<Picture> map(Parameters theta, PenaltyAudit.Report report, Runnable meanwhile) {
        boolean planar = course.subject().dimension() == 2;
        return planar && audit.subject().hasRectifiers() && report.directions().containsKey(PenaltyAudit.TRUE)
                ? Optional.of(new KinkMap(
                                audit.subject(),
                                theta,
                                Math.min(SAMPLES_ON_MAP, settings.samples()),
                                settings.epsilon(),
                                random.fold("map"))
                        .along(report.directions().get(PenaltyAudit.TRUE), meanwhile))
                : Optional.empty();
    }

    /**
     * Goes to the last state.
     *
     * @param before hears of each training step before it is taken, and of each batch of samples of an audit before it is drawn, and may end
     *     everything by an exception
     * @param listener hears of what was found
     */
    void run(IntConsumer before, Listener listener) {
        int last = settings.states().get(settings.states().size() - 1);
        course.run(before, (step, theta) -> {
            Runnable meanwhile = () -> before.accept(step);
            PenaltyAudit.Report report = audit.at(theta, random.fold("audit").fold(step), meanwhile);
            listener.onState(step, report);
            if (step == last) {
                map = map(theta, report, meanwhile);
            }
        });
    }
}
