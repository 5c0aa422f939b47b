/**
 * What {@code nabla2 audit} does: critics are trained against a generator that stands still, and their penalties audited on the way ({@link
 * dev.nabla2.lab.audit}).
 *
 * <p>{@link dev.nabla2.lab.audit.critics.AuditSettings} say which critics; a {@link dev.nabla2.lab.audit.critics.Cell} is one of them, and {@link
 * dev.nabla2.lab.audit.critics.CellAudit} trains and audits it. What is found is kept as JSON, a file for each cell in an {@link
 * dev.nabla2.lab.audit.critics.AuditFolder}, and read as {@link dev.nabla2.lab.audit.critics.AuditRow}s, of which {@link
 * dev.nabla2.lab.audit.critics.Summary} has means over seeds; text and page are made of these. {@link dev.nabla2.lab.audit.critics.SecondDerivativeOfRelu} is an
 * experiment of {@code nabla2 reproduce} that puts five statements to the same audit.
 */
package dev.nabla2.lab.audit.critics;
