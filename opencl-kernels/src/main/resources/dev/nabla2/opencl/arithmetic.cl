/* Arithmetic as it is written: a * b + c is two roundings, as on the host, so that results do not depend on what a compiler joins. */
#pragma OPENCL FP_CONTRACT OFF
