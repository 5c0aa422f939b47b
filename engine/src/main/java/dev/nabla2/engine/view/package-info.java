/**
 * A tape as something to look at: {@link dev.nabla2.engine.view.Listing} prints its lines, {@link dev.nabla2.engine.view.Drawing} draws
 * them for Graphviz, {@link dev.nabla2.engine.view.Costing} counts the work in each pass and the work that structural zeros spare. All
 * read the list of instructions and change nothing.
 */
package dev.nabla2.engine.view;
