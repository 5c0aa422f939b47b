"""Convolution and transposed convolution in one, two and three dimensions: value and derivatives to third order."""

import golden as g
import orders
import torch
import torch.nn.functional as F

ORDERS = 3
FORWARD = {1: F.conv1d, 2: F.conv2d, 3: F.conv3d}
TRANSPOSED = {1: F.conv_transpose1d, 2: F.conv_transpose2d, 3: F.conv_transpose3d}

# batch, channels in, channels out, extents, kernel, stride, padding, dilation, groups
SETTINGS = [
    (2, 2, 3, [7], [3], [1], [0], [1], 1),
    (2, 2, 4, [8], [3], [2], [1], [2], 2),
    (2, 3, 3, [9], [2], [3], [2], [3], 3),
    (2, 2, 2, [4, 5], [3, 3], [2, 2], [1, 1], [1, 1], 1),
    (1, 2, 4, [5, 4], [2, 3], [1, 2], [0, 1], [2, 1], 1),
    (1, 4, 2, [4, 4], [2, 2], [1, 1], [1, 0], [2, 2], 2),
    (1, 2, 2, [3, 4, 3], [2, 2, 2], [2, 1, 1], [1, 0, 1], [1, 1, 2], 1),
    (1, 2, 2, [3, 3, 4], [2, 1, 2], [1, 2, 2], [0, 0, 1], [2, 1, 1], 2),
]
TRANSPOSED_SETTINGS = [
    (2, 2, 3, [4], [3], [2], [1], [1], 1),
    (2, 4, 2, [4], [2], [2], [1], [3], 2),
    (1, 2, 3, [2, 3], [4, 3], [2, 1], [1, 1], [1, 1], 1),
    (1, 2, 2, [3, 2], [2, 2], [1, 2], [0, 1], [2, 2], 2),
    (1, 2, 1, [2, 2, 2], [2, 2, 1], [2, 1, 2], [1, 0, 0], [1, 2, 1], 1),
    (1, 2, 2, [2, 1, 2], [1, 2, 2], [1, 2, 2], [0, 0, 1], [1, 1, 2], 2),
]


def case(is_transposed, setting):
    batch, inputs, outputs, extents, kernel, stride, padding, dilation, groups = setting
    if is_transposed:
        weight = g.drawn(inputs, outputs // groups, *kernel)
        function = lambda x, w: TRANSPOSED[len(extents)](x, w, None, stride, padding, 0, groups, dilation)
    else:
        weight = g.drawn(outputs, inputs // groups, *kernel)
        function = lambda x, w: FORWARD[len(extents)](x, w, None, stride, padding, dilation, groups)
    x = g.drawn(batch, inputs, *extents)
    by_definition = lambda a, b: as_sums(a, b, stride, padding, dilation, groups, is_transposed)
    worst = g.discrepancy([function(x, weight)], [by_definition(x, weight)])
    result, error = orders.case(
        "transposed" if is_transposed else "convolution",
        function,
        [x, weight],
        ORDERS,
        stride=stride,
        padding=padding,
        dilation=dilation,
        groups=groups,
    )
    return result, max(worst, error)


def as_sums(x, w, stride, padding, dilation, groups, is_transposed):
    """Either of the two from its definition, as a sum over pairs of places i = o·stride - padding + k·dilation."""
    rank, kernel = len(stride), w.shape[2:]
    if is_transposed:
        extents = [(n - 1) * s - 2 * p + d * (k - 1) + 1
                   for n, s, p, d, k in zip(x.shape[2:], stride, padding, dilation, kernel)]
        y = torch.zeros(x.shape[0], w.shape[1] * groups, *extents)
    else:
        extents = [(n + 2 * p - d * (k - 1) - 1) // s + 1
                   for n, s, p, d, k in zip(x.shape[2:], stride, padding, dilation, kernel)]
        y = torch.zeros(x.shape[0], w.shape[0], *extents)
    wide, narrow = (y, x) if is_transposed else (x, y)
    for group in range(groups):
        ins = slice(group * x.shape[1] // groups, (group + 1) * x.shape[1] // groups)
        outs = slice(group * y.shape[1] // groups, (group + 1) * y.shape[1] // groups)
        # Axis 0 of the weights is grouped: outputs of a convolution, inputs of a transposed one.
        part = w[ins] if is_transposed else w[outs].transpose(0, 1)
        for o in torch.cartesian_prod(*[torch.arange(n) for n in narrow.shape[2:]]).view(-1, rank).tolist():
            for k in torch.cartesian_prod(*[torch.arange(n) for n in kernel]).view(-1, rank).tolist():
                i = [a * s - p + b * d for a, s, p, b, d in zip(o, stride, padding, k, dilation)]
                if all(0 <= a < n for a, n in zip(i, wide.shape[2:])):
                    source, target = (o, i) if is_transposed else (i, o)
                    taps = part[(slice(None), slice(None), *k)]
                    y[(slice(None), outs, *target)] += x[(slice(None), ins, *source)] @ taps
    return y


def section():
    cases, worst = [], 0
    for is_transposed, settings in ((False, SETTINGS), (True, TRANSPOSED_SETTINGS)):
        for setting in settings:
            one, error = case(is_transposed, setting)
            cases.append(one)
            worst = max(worst, error)
    assert worst < 1e-6, worst
    g.write(
        "convolutions",
        cases,
        conventions="operands: x [batch, channels, …spatial] and w, [out, in/groups, …kernel] of a convolution, [in,"
        " out/groups, …kernel] of a transposed one; " + orders.CONVENTIONS,
        check="values: the sums written out; derivatives: fourth-order central differences of the next lower order",
        largestDiscrepancy=worst,
    )
