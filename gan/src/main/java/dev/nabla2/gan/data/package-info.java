/** Data sets: toy mixtures drawn on the fly, and readers for image files. */
package dev.nabla2.gan.data;
