/** Critics trained by themselves. */
package dev.nabla2.lab.critic;
