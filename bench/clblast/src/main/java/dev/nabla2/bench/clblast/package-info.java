/** The OpenCL backend's matrix products and convolutions beside those of CLBlast, on the same device: {@code bench/compare opencl}. */
package dev.nabla2.bench.clblast;
