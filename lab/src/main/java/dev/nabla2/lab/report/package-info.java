/**
 * What is kept of a run. {@link dev.nabla2.lab.report.RunReport} writes all files into a {@link
 * dev.nabla2.lab.report.RunFolder}: {@link dev.nabla2.lab.report.HtmlReport} is the page, {@link
 * dev.nabla2.lab.report.Gallery} its pictures, {@link dev.nabla2.lab.report.RunJson} and {@link
 * dev.nabla2.lab.report.Tables} are for programs.
 */
package dev.nabla2.lab.report;
