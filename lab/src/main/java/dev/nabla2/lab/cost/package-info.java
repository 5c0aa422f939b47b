/**
 * What a critic and its penalty cost, counted without computing them: {@link dev.nabla2.lab.cost.CriticForm} builds the critic, {@link
 * dev.nabla2.lab.cost.SizesOnly} stands in for a backend, {@link dev.nabla2.lab.cost.PenaltyCost} records a penalty's gradient and counts
 * what is on the tape.
 */
package dev.nabla2.lab.cost;
