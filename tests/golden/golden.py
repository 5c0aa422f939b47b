"""What the sections share: writing, drawing inputs, finite differences, activations, multilayer perceptrons."""

import json
import os
import platform

import mpmath
import numpy
import torch
import torch.nn.functional as F

SEED = 20260101
OUTPUT = os.path.join(os.path.dirname(__file__), "..", "src", "test", "resources", "golden")

# Smallest distance of every pre-activation from 0, and of every slope norm from 0 and from 1, in the cases drawn below.
# Nothing is taken from PyTorch at a kink, where its conventions are not this project's.
MARGIN = 0.02

ACTIVATIONS = {
    "relu": torch.relu,
    "leaky_relu(0.2)": lambda x: F.leaky_relu(x, 0.2),
    "elu(1.0)": lambda x: F.elu(x, 1.0),
    "elu(0.7)": lambda x: F.elu(x, 0.7),
    "selu": torch.selu,
    # PyTorch's softplus is the identity past a threshold, 2e-9 away from its meaning; the threshold is moved out of reach.
    "softplus(1.0)": lambda x: F.softplus(x, 1.0, 200.0),
    "softplus(3.0)": lambda x: F.softplus(x, 3.0, 200.0),
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "gelu": F.gelu,
    "silu": F.silu,
}


def start():
    """Double precision, one thread, a fixed seed: the same bytes on every run of one PyTorch build."""
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    torch.manual_seed(SEED)


def write(name, cases, **header):
    """Writes a section: a header that declares the number of cases, then one case a line."""
    header = {
        "generator": "tests/golden/generate.py",
        "python": platform.python_version(),
        "torch": torch.__version__,
        "numpy": numpy.__version__,
        "mpmath": mpmath.__version__,
        "seed": SEED,
        "cases": len(cases),
        **header,
    }
    os.makedirs(OUTPUT, exist_ok=True)
    path = os.path.join(OUTPUT, name + ".json")
    with open(path, "w", encoding="utf-8") as file:
        lines = ",\n".join(json.dumps(case, separators=(",", ":"), allow_nan=False) for case in cases)
        file.write('{"header":%s,\n"cases":[\n%s\n]}\n' % (json.dumps(header, indent=1, ensure_ascii=False), lines))
    print("%-16s %3d cases %8d bytes" % (name, len(cases), os.path.getsize(path)))


def drawn(*shape, scale=1.0):
    """Normal numbers of four decimals: inputs that are short to read and the same in every language."""
    return rounded(scale * torch.randn(*shape))


def rounded(x):
    return torch.tensor(numpy.round(x.detach().numpy(), 4))


def plain(tensors):
    """A tensor as nested lists; a list of tensors as a list of those."""
    return tensors.tolist() if isinstance(tensors, torch.Tensor) else [t.tolist() for t in tensors]


def mlp(activation, theta, x, pre=None):
    """A multilayer perceptron y = a(x·W + b)·W' + b' …, last layer linear; appends its pre-activations to pre."""
    for i in range(0, len(theta), 2):
        x = x @ theta[i] + theta[i + 1]
        if i + 2 < len(theta):
            if pre is not None:
                pre.append(x)
            x = ACTIVATIONS[activation](x)
    return x


def draw_mlp(sizes):
    """Weights W0, b0, W1, b1, … of a perceptron with these layer sizes."""
    theta = []
    for fan_in, fan_out in zip(sizes, sizes[1:]):
        theta += [drawn(fan_in, fan_out, scale=1.5 / fan_in**0.5), drawn(fan_out, scale=0.4)]
    return theta


def clear_of_kinks(pre):
    return all(p.abs().min() > MARGIN for p in pre)


def leaves(tensors):
    return [t.detach().clone().requires_grad_() for t in tensors]


def gradient(y, xs):
    """∂y/∂x for every x, differentiable again; a zero tensor where y does not depend on x."""
    gs = torch.autograd.grad(y, xs, create_graph=True, allow_unused=True)
    return [torch.zeros_like(x) if g is None else g for g, x in zip(gs, xs)]


# Fourth-order central difference: f' = Σ c·f(x + k·h) / h + O(h⁴).
STENCIL = ((-2, 1 / 12), (-1, -2 / 3), (1, 2 / 3), (2, -1 / 12))
STEP = 5e-5


def directional(f, tensors, direction):
    """The derivative of f, a list of tensors, along direction, by finite differences."""
    total = None
    for k, c in STENCIL:
        moved = [t.detach() + k * STEP * d for t, d in zip(tensors, direction)]
        terms = [c / STEP * y.detach() for y in f(moved)]
        total = terms if total is None else [a + b for a, b in zip(total, terms)]
    return total


def numeric_gradient(f, tensors):
    """The gradient of a scalar function of a list of tensors, element by element, by finite differences."""
    result = []
    for which, tensor in enumerate(tensors):
        g = torch.zeros_like(tensor).flatten()
        for i in range(g.numel()):
            direction = [torch.zeros_like(t) for t in tensors]
            direction[which].view(-1)[i] = 1
            g[i] = directional(lambda moved: [f(moved)], tensors, direction)[0]
        result.append(g.view_as(tensor))
    return result


def discrepancy(found, truth):
    """Largest difference of two lists of tensors, relative to the largest element."""
    found, truth = (torch.cat([t.detach().flatten() for t in ts]) for ts in (found, truth))
    return float((found - truth).abs().max() / truth.abs().max())
