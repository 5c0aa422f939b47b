package dev.nabla2.lab.gradcheck;

import dev.nabla2.engine.check.CheckCase;
import dev.nabla2.engine.check.Finding;
import java.util.List;

/**
 * What came of one case.
 *
 * @param subject the case
 * @param findings all comparisons, on all backends
 */
public record CaseResult(CheckCase subject, List<Finding> findings) {}
