"""The derivatives of an operation to any order, each checked by finite differences of the one below.

An operation y = F(operands) is made a number, s₁ = Σ c·tanh(y) with drawn c, so that every order of derivative is there;
then s₂ = <∇s₁, v₁>, s₃ = <∇s₂, v₂>, with drawn directions v over all operands, and what is kept of each is its gradient.
"""

import golden as g
import torch

CONVENTIONS = (
    "s₁ = Σ c·tanh(value), s₂ = <∇s₁, directions[0]>, s₃ = <∇s₂, directions[1]>, sums over all operands;"
    " gradients[k] = the gradient of the k-th of these by every operand"
)


def dot(xs, ys):
    return sum((x * y).sum() for x, y in zip(xs, ys))


def case(operation, function, operands, orders, **settings):
    """The case, said to be of this operation with these settings, and its largest discrepancy."""
    operands = g.leaves(operands)
    value = function(*operands)
    c = g.drawn(*value.shape)
    directions = [[g.drawn(*x.shape) for x in operands] for _ in range(orders - 1)]

    def scalar(order, xs):
        """s of an order, differentiable again."""
        if order == 1:
            return (c * torch.tanh(function(*xs))).sum()
        return dot(g.gradient(scalar(order - 1, xs), xs), directions[order - 2])

    gradients, worst = [], 0
    for order in range(1, orders + 1):
        gradients.append(g.gradient(scalar(order, operands), operands))
        numeric = g.numeric_gradient(lambda moved: scalar(order, g.leaves(moved)), operands)
        worst = max(worst, g.discrepancy(gradients[-1], numeric))
    return {
        "operation": operation,
        **settings,
        "operands": g.plain(operands),
        "value": g.plain(value),
        "c": g.plain(c),
        "directions": [g.plain(v) for v in directions],
        "gradients": [g.plain(ds) for ds in gradients],
    }, worst


def agrees(function, other, operands, orders):
    """The largest discrepancy of two functions' values and gradients, the latter to an order that both of them have."""
    xs, ys = g.leaves(operands), g.leaves(operands)
    a, b = function(*xs), other(*ys)
    worst = g.discrepancy([a], [b])
    c = torch.linspace(-1, 1.5, a.numel()).view_as(a)
    s, t = (c * torch.tanh(a)).sum(), (c * torch.tanh(b)).sum()
    for _ in range(orders):
        ds, dt = g.gradient(s, xs), g.gradient(t, ys)
        worst = max(worst, g.discrepancy(ds, dt))
        s, t = sum(d.sin().sum() for d in ds), sum(d.sin().sum() for d in dt)
    return worst
