"""Batch, layer, instance and group normalisation to third order, differentiated through their statistics.

They are written in PyTorch's elementary operations, since its own fused kernels are not all differentiable three times;
value, gradient and second derivative are compared with the fused ones.
"""

import golden as g
import orders
import torch.nn.functional as F

ORDERS = 3
EPSILON = 1e-5


def normalise(x, axes, epsilon):
    mean = x.mean(axes, keepdim=True)
    variance = (x - mean).square().mean(axes, keepdim=True)
    return (x - mean) / (variance + epsilon).sqrt()


def per_channel(scale, x):
    return scale.view(1, -1, *[1] * (x.dim() - 2))


def batch(epsilon):
    def own(x, scale, shift):
        axes = [0, *range(2, x.dim())]
        return normalise(x, axes, epsilon) * per_channel(scale, x) + per_channel(shift, x)

    return own, lambda x, scale, shift: F.batch_norm(x, None, None, scale, shift, True, 0.1, epsilon)


def layer(epsilon):
    def own(x, scale, shift):
        axes = list(range(x.dim() - scale.dim(), x.dim()))
        return normalise(x, axes, epsilon) * scale + shift

    return own, lambda x, scale, shift: F.layer_norm(x, scale.shape, scale, shift, epsilon)


def group(groups, epsilon):
    def own(x, scale, shift):
        grouped = x.reshape(len(x), groups, -1)
        return normalise(grouped, [2], epsilon).view_as(x) * per_channel(scale, x) + per_channel(shift, x)

    return own, lambda x, scale, shift: F.group_norm(x, groups, scale, shift, epsilon)


def instance(epsilon):
    def own(x, scale, shift):
        return normalise(x, list(range(2, x.dim())), epsilon) * per_channel(scale, x) + per_channel(shift, x)

    return own, lambda x, scale, shift: F.instance_norm(x, None, None, scale, shift, True, 0.1, epsilon)


# name, own and PyTorch's, shape of x, shape of scale and shift, settings; 0.1 is an epsilon large enough to be seen
CASES = [
    ("batch", batch(EPSILON), (5, 3), (3,), {"epsilon": EPSILON}),
    ("batch", batch(0.1), (3, 2, 4), (2,), {"epsilon": 0.1}),
    ("batch", batch(EPSILON), (2, 2, 2, 3), (2,), {"epsilon": EPSILON}),
    ("layer", layer(EPSILON), (3, 5), (5,), {"epsilon": EPSILON}),
    ("layer", layer(0.1), (2, 2, 3), (2, 3), {"epsilon": 0.1}),
    ("layer", layer(EPSILON), (2, 2, 2, 2), (2, 2, 2), {"epsilon": EPSILON}),
    ("group", group(2, EPSILON), (2, 4, 3), (4,), {"epsilon": EPSILON, "groups": 2}),
    ("instance", instance(EPSILON), (2, 2, 2, 3), (2,), {"epsilon": EPSILON}),
]


def section():
    cases, worst = [], 0
    for name, (own, fused), shape, parameters, settings in CASES:
        # A mean and a scale of their own, so that neither statistic is 0 or 1 to begin with.
        x, scale, shift = 1.5 + 2 * g.drawn(*shape), 1 + g.drawn(*parameters, scale=0.3), g.drawn(*parameters)
        operands = [g.rounded(x), g.rounded(scale), shift]
        one, error = orders.case(name, own, operands, ORDERS, **settings)
        cases.append(one)
        worst = max(worst, error, orders.agrees(own, fused, operands, 2))
    assert worst < 1e-6, worst
    g.write(
        "normalisation",
        cases,
        conventions="operands: x [batch, channels, …spatial], scale, shift; (x - mean)/sqrt(variance +"
        " epsilon)·scale + shift, the variance biased; batch: statistics per channel over batch and space; layer:"
        " per sample over the axes of scale; group, instance: per sample and group of channels or channel; "
        + orders.CONVENTIONS,
        check="PyTorch's fused normalisations to second order, fourth-order central differences of the next lower"
        " order to third",
        largestDiscrepancy=worst,
    )
