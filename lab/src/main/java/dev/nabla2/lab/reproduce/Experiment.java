package dev.nabla2.lab.reproduce;

import java.util.List;

/** A published experiment, or a known result, that is run again: a function of conditions to findings. */
public interface Experiment {
    /** What a user asks for it by, and the name of its folder: lower-case letters, digits and hyphens. */
    String name();

    /** Where it was published. */
    String paper();

    /** What it asks, in a sentence or two. */
    String question();

    /**
     * What is computed, in the order of its beginning. Parts know nothing of each other and may be computed at the same time. What cannot
     * be computed, because data are missing, is left out.
     */
    List<Part> parts(Conditions conditions);

    /**
     * What is found.
     *
     * @param results of all parts
     */
    Findings findings(Conditions conditions, Results results);
}
