package dev.nabla2.lab.metrics;

/** Something that tells what samples show, such as a classifier. */
public interface Judge {
    /**
     * What samples show.
     *
     * @param features what distances are measured between
     * @param probabilities of the classes
     * @param modes how many samples are of each mode
     */
    record Verdict(Points features, Points probabilities, ModeHistogram modes) {}

    /**
     * Judges samples.
     *
     * @param samples one after another, all finite
     */
    Verdict of(double[] samples);

    /** What judges, in words, and how well. */
    String words();
}
