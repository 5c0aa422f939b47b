/**
 * Consensus optimisation ({@link dev.nabla2.lab.experiment.consensus.NumericsOfGans}). {@code Spectra} has the eigenvalues of the GAN of 2,003
 * parameters along training; a {@code RateGrid} trains every {@code Contender} at the same rates from the same seeds, for {@code
 * LearningRates}, {@code OtherWays} and {@code OtherObjectives}; {@code Overhead} has the time of a step; {@code NewtonReading} sets the
 * step beside the three that {@code Reading} tells apart, solved by {@code Gmres}; {@code DigitsByConsensus} trains convolutions.
 */
package dev.nabla2.lab.experiment.consensus;
