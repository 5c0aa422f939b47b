/**
 * Ways to play the game against each other on mixtures of Gaussians: {@link dev.nabla2.lab.experiment.rivals.RegularisedRing} (a generator
 * that minds the critic's gradient), {@link dev.nabla2.lab.experiment.rivals.UnrolledRing} (one that looks ahead), {@link
 * dev.nabla2.lab.experiment.rivals.TwoTimeScales} and {@link dev.nabla2.lab.experiment.rivals.RothSubmanifold}. A {@link
 * dev.nabla2.lab.experiment.rivals.Rival} is one of them; {@link dev.nabla2.lab.experiment.rivals.Watched} trains it and looks at its
 * samples on the way.
 */
package dev.nabla2.lab.experiment.rivals;
