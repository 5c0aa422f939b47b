"""Steps of SGD, RMSProp and Adam on given gradients: PyTorch, with the published formulas as second opinion."""

import golden as g
import torch

STEPS = 5
START = [0.5, -1.25, 2.0, 0.0, -0.003, 30.0]

OPTIMISERS = [
    ("sgd", {"lr": 0.1}),
    ("rmsprop", {"lr": 5e-5, "alpha": 0.99, "eps": 1e-8}),
    ("rmsprop", {"lr": 0.01, "alpha": 0.99, "eps": 1e-8}),
    ("adam", {"lr": 1e-3, "betas": (0.5, 0.9), "eps": 1e-8}),
    ("adam", {"lr": 1e-3, "betas": (0.9, 0.999), "eps": 1e-8}),
]
CLASSES = {"sgd": torch.optim.SGD, "rmsprop": torch.optim.RMSprop, "adam": torch.optim.Adam}


def gradients():
    """Ordinary gradients, and one element each that is always zero, once zero, tiny and huge."""
    gs = g.drawn(STEPS, len(START))
    gs[:, 3] = 0
    gs[1, 0] = 0
    gs[:, 4] *= 1e-6
    gs[:, 5] *= 1e4
    return gs


def torch_steps(name, options, gs):
    p = torch.tensor(START, requires_grad=True)
    optimiser = CLASSES[name]([p], **options)
    after = []
    for gradient in gs:
        p.grad = gradient.clone()
        optimiser.step()
        after.append(p.detach().clone())
    return torch.stack(after)


def formula_steps(name, o, gs):
    p, m, s = torch.tensor(START), torch.zeros(len(START)), torch.zeros(len(START))
    after = []
    for t, gradient in enumerate(gs, start=1):
        if name == "sgd":
            p = p - o["lr"] * gradient
        elif name == "rmsprop":
            s = o["alpha"] * s + (1 - o["alpha"]) * gradient**2
            p = p - o["lr"] * gradient / (s.sqrt() + o["eps"])
        else:
            b1, b2 = o["betas"]
            m, s = b1 * m + (1 - b1) * gradient, b2 * s + (1 - b2) * gradient**2
            p = p - o["lr"] * (m / (1 - b1**t)) / ((s / (1 - b2**t)).sqrt() + o["eps"])
        after.append(p)
    return torch.stack(after)


def section():
    gs, cases, worst = gradients(), [], 0
    for name, options in OPTIMISERS:
        after = torch_steps(name, options, gs)
        worst = max(worst, g.discrepancy([after], [formula_steps(name, options, gs)]))
        cases.append({"optimiser": name, **options, "start": START, "gradients": gs.tolist(), "after": after.tolist()})
    assert worst < 1e-14, worst
    g.write(
        "optimisers",
        cases,
        conventions="after[t] = the parameters after t+1 steps; rmsprop: s = alpha·s + (1-alpha)·g², p -= lr·g/(√s + eps);"
        " adam: Kingma and Ba, algorithm 1, with both bias corrections and eps outside the corrected root",
        check="the formulas written out",
        largestDiscrepancy=worst,
    )
