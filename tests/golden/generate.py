"""Writes the golden values that the Java tests compare with: PyTorch, SciPy and mpmath, double precision.

Run with Debian 12's python3-torch (1.13.1+dfsg-4, which calls itself 1.13.0a0), python3-mpmath (1.2.1-2) and python3-scipy
(1.10.1-2): /usr/bin/python3 tests/golden/generate.py [section …]. A second run writes the same bytes.
Needed only to make the files anew; they are committed under tests/src/test/resources/golden.
"""

import sys

sys.dont_write_bytecode = True

import composed
import convolutions
import critics
import dynamics
import games
import golden
import layers
import metrics
import normalisation
import objectives
import optimisers
import penalties
import pointwise
import sampling
import unrolled
import wgan_gp_step

SECTIONS = {
    "penalties": penalties.section,
    "pointwise": pointwise.section,
    "optimisers": optimisers.section,
    "wgan_gp_step": wgan_gp_step.section,
    "critics": critics.section,
    "games": games.section,
    "unrolled": unrolled.section,
    "dynamics": dynamics.section,
    "convolutions": convolutions.section,
    "normalisation": normalisation.section,
    "sampling": sampling.section,
    "composed": composed.section,
    "objectives": objectives.section,
    "metrics": metrics.section,
    "layers": layers.section,
}

for name in sys.argv[1:] or SECTIONS:
    golden.start()
    SECTIONS[name]()
