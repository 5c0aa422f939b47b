/**
 * A critic by itself, trained against samples that do not follow it: {@link dev.nabla2.lab.critic.CriticGame} is a {@link
 * dev.nabla2.gan.Game} of one player, {@link dev.nabla2.lab.critic.CriticTraining} trains it, and {@link
 * dev.nabla2.lab.critic.TrainedCritic} answers what experiments ask of it: values, slopes, and gradients along its depth.
 */
package dev.nabla2.lab.critic;
