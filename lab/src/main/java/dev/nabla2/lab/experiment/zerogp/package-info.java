/** The zero-centred penalty on interpolates: critics beside the best one, slopes where distributions meet, and images. */
package dev.nabla2.lab.experiment.zerogp;
