/** PyTorch's side of {@code bench/compare}: each class is a step as one writes it with PyTorch's C++ interface. */
package dev.nabla2.bench.peer;
