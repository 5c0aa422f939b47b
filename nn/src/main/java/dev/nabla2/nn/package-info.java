/** Small functions of tensors that networks are built from. */
package dev.nabla2.nn;
