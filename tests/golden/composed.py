"""What layers and losses are made of, to third order: softmaxes, choices, pooling, resampling, kernels, norms."""

import golden as g
import orders
import torch
import torch.nn.functional as F

ORDERS = 3
LABELS = [2, 0, 3]
TARGETS = [[0.2, 1.0, 0.7], [0.0, 0.5, 0.9]]


def squared_distances(x, y):
    return (x[:, None] - y).square().sum(2)


def max_pool(window, stride, padding):
    return lambda x: (F.max_pool1d if len(window) == 1 else F.max_pool2d)(x, window, stride, padding)


def average_pool(window, stride, padding):
    return lambda x: (F.avg_pool1d if len(window) == 1 else F.avg_pool2d)(x, window, stride, padding)


def linear(extents):
    return lambda x: F.interpolate(x, size=extents, mode="linear" if len(extents) == 1 else "bilinear")


def spectrally_normalised(iterations):
    """W divided by uᵀWv after so many power iterations from the given u (Miyato et al. 2018), all of it differentiated."""

    def function(weight, u):
        for _ in range(iterations):
            v = weight.T @ u / (weight.T @ u).square().sum().sqrt()
            u = weight @ v / (weight @ v).square().sum().sqrt()
        return weight / (u @ weight @ v)

    return function


def pooling(name, function, shape, window, stride, padding):
    settings = {"window": window, "stride": stride, "padding": padding}
    return name, function(window, stride, padding), [shape], settings


# name, function, shapes of its operands, settings
CASES = [
    ("softmax", lambda x: x.softmax(1), [(2, 3, 2)], {"axis": 1}),
    ("logSoftmax", lambda x: x.log_softmax(2), [(2, 2, 3)], {"axis": 2}),
    ("logSumExp", lambda x: x.logsumexp(0), [(3, 4)], {"axis": 0}),
    ("crossEntropy", lambda x: F.cross_entropy(x, torch.tensor(LABELS), reduction="none"), [(3, 4)], {"labels": LABELS}),
    ("binaryCrossEntropy", lambda x: F.binary_cross_entropy_with_logits(x, torch.tensor(TARGETS), reduction="none"),
     [(2, 3)], {"targets": TARGETS}),
    ("variance", lambda x: x.var(1, unbiased=False), [(2, 4, 2)], {"axis": 1}),
    ("normPerSample", lambda x: torch.linalg.vector_norm(x, dim=(1, 2)), [(3, 2, 2)], {}),
    ("norm1PerSample", lambda x: x.abs().sum((1, 2)), [(3, 2, 2)], {}),
    ("max", lambda x: x.amax(1), [(3, 4)], {"axis": 1}),
    ("min", lambda x: x.amin(0), [(4, 3)], {"axis": 0}),
    ("top", lambda x: x.topk(2, 1).values, [(2, 5)], {"axis": 1, "count": 2}),
    ("sort", lambda x: x.sort(1, descending=True).values, [(2, 4)], {"axis": 1}),
    pooling("maxPool", max_pool, (1, 2, 4, 6), [2, 2], [2, 2], [0, 0]),
    pooling("maxPool", max_pool, (2, 1, 4, 5), [3, 2], [1, 2], [1, 1]),
    pooling("maxPool", max_pool, (2, 2, 5), [3], [2], [1]),
    pooling("averagePool", average_pool, (2, 2, 4), [2], [2], [0]),
    pooling("averagePool", average_pool, (2, 1, 4, 4), [2, 3], [2, 1], [1, 1]),
    ("resampleNearest", lambda x: F.interpolate(x, size=(4, 6)), [(1, 2, 2, 3)], {"extents": [4, 6]}),
    ("resampleNearest", lambda x: F.interpolate(x, size=(5, 2)), [(2, 1, 3, 3)], {"extents": [5, 2]}),
    ("resampleLinear", linear([4, 6]), [(1, 2, 2, 3)], {"extents": [4, 6]}),
    ("resampleLinear", linear([5, 2]), [(2, 1, 3, 3)], {"extents": [5, 2]}),
    ("resampleLinear", linear([7]), [(2, 2, 3)], {"extents": [7]}),
    ("reflectPad", lambda x: F.pad(x, (2, 1), "reflect"), [(2, 2, 4)], {"axis": 2, "before": 2, "after": 1}),
    ("cumulativeSum", lambda x: x.cumsum(1), [(2, 4)], {"axis": 1}),
    ("squaredDistances", squared_distances, [(3, 2), (4, 2)], {}),
    ("gaussianKernel", lambda x, y: (-squared_distances(x, y) / (2 * 1.5**2)).exp(), [(3, 2), (2, 2)], {"scale": 1.5}),
    ("cubicKernel", lambda x, y: (x @ y.T / x.shape[1] + 1) ** 3, [(3, 2), (2, 2)], {}),
    ("inverseMultiquadricKernel", lambda x, y: 2 / (2 + squared_distances(x, y)), [(3, 2), (2, 2)], {"scale": 2.0}),
    ("spectrallyNormalised", spectrally_normalised(2), [(3, 2), (3,)], {"iterations": 2}),
    ("matmul", torch.matmul, [(2, 3, 2), (2, 2, 4)], {}),
    ("outer", torch.outer, [(3,), (4,)], {}),
]


def section():
    cases, worst = [], 0
    for name, function, shapes, settings in CASES:
        one, error = orders.case(name, function, [g.drawn(*shape) for shape in shapes], ORDERS, **settings)
        cases.append(one)
        worst = max(worst, error)
        assert error < 1e-6, (name, error)
    g.write(
        "composed",
        cases,
        conventions="crossEntropy: -log softmax at the label, per sample; binaryCrossEntropy: of logits, per"
        " element; variance: biased; max, min, top (largest first), sort (largest first): values; averagePool:"
        " padding counts as zeros; resampleLinear: align_corners False; squaredDistances and kernels: between the"
        " rows of two matrices; gaussianKernel exp(-d²/(2·scale²)), cubicKernel (x·y/features + 1)³,"
        " inverseMultiquadricKernel scale/(scale + d²); spectrallyNormalised: operands W and u, W/(uᵀWv) after power"
        " iterations, which are differentiated; " + orders.CONVENTIONS,
        check="fourth-order central differences of the next lower order",
        largestDiscrepancy=worst,
    )
