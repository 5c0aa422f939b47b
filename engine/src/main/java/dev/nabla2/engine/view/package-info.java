/**
 * A tape as something to look at: {@link dev.nabla2.engine.view.Listing} prints its lines, {@link dev.nabla2.engine.view.Drawing} draws
 * them for Graphviz. Both read the list of instructions and change nothing.
 */
package dev.nabla2.engine.view;
