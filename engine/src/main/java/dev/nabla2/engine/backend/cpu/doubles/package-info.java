/**
 * The cpu backend in doubles. Most of its classes are not here: the build writes them from those of {@link
 * dev.nabla2.engine.backend.cpu}, replacing each float by a double ({@code src/build/Twins.java}).
 *
 * <p>By hand are written those that know the bits of a number or hold polynomials, which in doubles must be longer. A class here
 * stands for the class of the same name there, and must have the same methods.
 */
package dev.nabla2.engine.backend.cpu.doubles;
