/** The definition of every kernel: plain loops over doubles. Slow, and the yardstick. */
package dev.nabla2.engine.backend.reference;
