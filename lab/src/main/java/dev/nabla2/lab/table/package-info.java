/**
 * One table over many runs: every {@link dev.nabla2.lab.table.Combination} of some objectives, penalties and dynamics is trained for the
 * same {@link dev.nabla2.lab.table.Budget} and becomes a {@link dev.nabla2.lab.table.Row}; {@link dev.nabla2.lab.table.RowTraining} makes
 * one, {@link dev.nabla2.lab.table.TableFolder} keeps it, so that no row is trained twice, and {@link dev.nabla2.lab.table.Table} is all
 * of them.
 */
package dev.nabla2.lab.table;
