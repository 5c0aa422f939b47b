/**
 * The command {@code nabla2 gradcheck} without its options: {@link dev.nabla2.lab.gradcheck.CaseList} gathers what there is to check,
 * {@link dev.nabla2.lab.gradcheck.GradcheckRun} checks it on all processors, and the result is written as a table or as JSON.
 */
package dev.nabla2.lab.gradcheck;
