/**
 * The command line. {@link dev.nabla2.lab.command.TrainCommand} turns options into a run; {@link
 * dev.nabla2.lab.command.Interruption} lets it end well when it is told to stop. {@link dev.nabla2.lab.command.GradcheckCommand} checks
 * derivatives, {@link dev.nabla2.lab.command.CostCommand} counts what they take.
 */
package dev.nabla2.lab.command;
