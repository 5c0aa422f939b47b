/**
 * The Jacobian of a game under dynamics: a {@link dev.nabla2.lab.spectrum.Linearisation} gives it whole or by products, {@link
 * dev.nabla2.lab.spectrum.Eigenvalues} and {@link dev.nabla2.lab.spectrum.Arnoldi} take all or some of its eigenvalues, {@link
 * dev.nabla2.lab.spectrum.Stability} says what they mean for steps of plain descent, and a {@link dev.nabla2.lab.spectrum.Descent} plays
 * the game to see. A {@link dev.nabla2.lab.spectrum.Spectrum} is all of it for one {@link dev.nabla2.lab.spectrum.Subject}; {@link
 * dev.nabla2.lab.spectrum.Portrait} draws a small game over a plane, {@link dev.nabla2.lab.spectrum.Course} looks at a GAN while it is
 * trained, and {@link dev.nabla2.lab.spectrum.SpectrumPage} shows everything.
 */
package dev.nabla2.lab.spectrum;
