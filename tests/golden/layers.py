"""Layers that are trained otherwise than they are used, or that PyTorch has ready: their outputs, gradients and memories."""

import golden as g
import torch
import torch.nn as nn
import torch.nn.functional as F


DISCREPANCIES = []


def gradients(y, weights, xs):
    """Derivatives of the weighted sum of a layer's output by all of xs."""
    return [d.detach() for d in g.gradient((y * weights).sum(), xs)]


def case(name, x, parameters, run, memory=None, after=None):
    """A layer as a function of its input and a dictionary of parameters; run may return the memory afterwards, too."""
    x = g.leaves([x])[0]
    leaves = dict(zip(parameters, g.leaves(list(parameters.values()))))
    y = run(x, leaves)
    weights = g.drawn(*y.shape)
    found = gradients(y, weights, [x, *leaves.values()])
    names = list(parameters)
    by_differences = g.numeric_gradient(lambda ts: (run(ts[0], dict(zip(names, ts[1:]))) * weights).sum(), [x, *leaves.values()])
    DISCREPANCIES.append(g.discrepancy(found, by_differences))
    return {
        "layer": name,
        "x": g.plain(x),
        "parameters": {k: g.plain(v) for k, v in parameters.items()},
        "memory": {k: g.plain(v) for k, v in (memory or {}).items()},
        "y": g.plain(y.detach()),
        "weights": g.plain(weights),
        "gradients": g.plain(found),
        "after": {k: g.plain(v) for k, v in (after or {}).items()},
    }


def affine(channels):
    return {"weight": g.drawn(channels), "bias": g.drawn(channels)}


def batch_norm(training):
    mean, variance, parameters = g.drawn(3), g.drawn(3).square() + 0.5, affine(3)
    memory = {"mean": mean.clone(), "variance": variance.clone()}

    def run(x, p):
        own = mean.clone(), variance.clone()
        y = F.batch_norm(x, *own, p["weight"], p["bias"], training, 0.1, 1e-5)
        after.update(zip(("mean", "variance"), own))
        return y

    after = {}
    x = g.drawn(4, 3, 2, 5)
    made = case("batch-norm-" + ("training" if training else "using"), x, parameters, run, memory)
    run(torch.tensor(made["x"]), parameters)
    made["after"] = {k: g.plain(v) for k, v in after.items()}
    return made


def group_norm(name, groups, channels):
    run = lambda x, p: F.group_norm(x, groups, p["weight"], p["bias"], 1e-5)
    return case(name, g.drawn(3, channels, 2, 3), affine(channels), run)


def transposed():
    parameters = {"weight": g.drawn(4, 3, 5, 5), "bias": g.drawn(3)}
    run = lambda x, p: F.conv_transpose2d(x, p["weight"], p["bias"], stride=2, padding=2, output_padding=1)
    return case("convolutional-transposed", g.drawn(2, 4, 3, 3), parameters, run)


def recurrent(name, function, gates):
    """PyTorch keeps weights [gates · hidden, inputs]; its GRU has a second bias, which is 0 here."""
    parameters = {"input": g.drawn(3, gates * 4), "recurrent": g.drawn(4, gates * 4), "bias": g.drawn(gates * 4)}

    def run(x, p):
        weights = [p["input"].t(), p["recurrent"].t(), p["bias"], torch.zeros(gates * 4)]
        zero = torch.zeros(1, x.shape[0], 4)
        state = (zero, zero) if name == "recurrent-lstm" else zero
        return function(x, state, weights, True, 1, 0.0, False, False, True)[0]

    return case(name, g.drawn(2, 5, 3), parameters, run)


def spectral_norm():
    """One iteration of the power method in training, as in torch.nn.utils.spectral_norm."""
    left, right = F.normalize(g.drawn(4), dim=0), F.normalize(g.drawn(12), dim=0)
    memory = {"left": left.clone(), "right": right.clone()}
    parameters = {"weight": g.drawn(4, 3, 2, 2), "bias": g.drawn(4)}
    layer = nn.Conv2d(3, 4, 2)
    with torch.no_grad():
        layer.weight.copy_(parameters["weight"])
        layer.bias.copy_(parameters["bias"])
    normed = nn.utils.spectral_norm(layer, n_power_iterations=1, eps=1e-12)
    normed.weight_u.copy_(left)
    normed.weight_v.copy_(right)
    x = g.drawn(2, 3, 3, 4)
    expected = normed.train()(x)
    after = {"left": normed.weight_u.clone(), "right": normed.weight_v.clone()}

    def run(x, p):
        sigma = after["left"] @ p["weight"].flatten(1) @ after["right"]
        return F.conv2d(x, p["weight"] / sigma, p["bias"])

    assert torch.allclose(run(x, parameters), expected, atol=1e-12)
    made = case("spectral-norm", x, parameters, run, memory)
    made["after"] = {k: g.plain(v) for k, v in after.items()}
    return made


def discrimination():
    def run(x, p):
        rows = (x @ p["weight"]).view(-1, 3, 2)
        near = torch.exp(-(rows[:, None] - rows[None]).abs().sum(-1)).sum(1)
        return torch.cat([x, near], 1)

    return case("minibatch-discrimination", g.drawn(4, 5), {"weight": g.drawn(5, 6)}, run)


def deviation():
    def run(x, p):
        spread = (x.var(0, unbiased=False) + 1e-8).sqrt().mean()
        return torch.cat([x, spread.expand(x.shape[0], 1, *x.shape[2:])], 1)

    return case("minibatch-deviation", g.drawn(4, 2, 3, 3), {}, run)


def cases():
    image = g.drawn(2, 3, 4, 6)
    return [
        batch_norm(True),
        batch_norm(False),
        group_norm("group-norm", 2, 4),
        group_norm("layer-norm", 1, 3),
        group_norm("instance-norm", 3, 3),
        transposed(),
        case("average-pool", image, {}, lambda x, p: F.avg_pool2d(x, 2)),
        case("max-pool", image, {}, lambda x, p: F.max_pool2d(x, 2)),
        case("upsample", image, {}, lambda x, p: F.interpolate(x, scale_factor=2)),
        recurrent("recurrent-elman", torch._VF.rnn_tanh, 1),
        recurrent("recurrent-gru", torch._VF.gru, 3),
        recurrent("recurrent-lstm", torch._VF.lstm, 4),
        spectral_norm(),
        discrimination(),
        deviation(),
    ]


def section():
    made = cases()
    g.write("layers", made, largestDiscrepancy=max(DISCREPANCIES))
