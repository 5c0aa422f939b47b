/**
 * What {@code nabla2 audit} does: critics are trained against a generator that stands still, or taken from a run, and their penalties audited
 * ({@link dev.nabla2.lab.audit}).
 *
 * <p>{@link dev.nabla2.lab.audit.critics.AuditSettings} say which {@link dev.nabla2.lab.audit.critics.Critics}; a {@link
 * dev.nabla2.lab.audit.critics.Cell} is one of them, a {@link dev.nabla2.lab.audit.critics.Course} how it comes to the states in which {@link
 * dev.nabla2.lab.audit.critics.CellAudit} audits it. What is found is kept as JSON, a file for each cell in an {@link
 * dev.nabla2.lab.audit.critics.AuditFolder}, and read as {@link dev.nabla2.lab.audit.critics.AuditRow}s, of which {@link
 * dev.nabla2.lab.audit.critics.Summary} has means over seeds; text and page are made of these.
 *
 * <p>{@link dev.nabla2.lab.audit.critics.SecondDerivativeOfRelu} is an experiment of {@code nabla2 reproduce} that puts five statements to the same
 * audit ({@link dev.nabla2.lab.audit.critics.AuditClaims}), and asks whether training by the true gradient is a cure ({@link
 * dev.nabla2.lab.audit.critics.Cures}).
 */
package dev.nabla2.lab.audit.critics;
