/**
 * A small classifier of images, trained here, that samples are judged by where the field takes an Inception network.
 *
 * <p>{@link dev.nabla2.lab.classifier.ImageClassifier} is a network and its weights, {@link
 * dev.nabla2.lab.classifier.ClassifierTraining} makes one of labelled images, {@link dev.nabla2.lab.classifier.ClassifierCache} keeps
 * it in a file for the runs to come, and {@link dev.nabla2.lab.classifier.ImageJudge} asks it about samples of a data set, for {@link
 * dev.nabla2.lab.metrics.FeatureScores}.
 */
package dev.nabla2.lab.classifier;
