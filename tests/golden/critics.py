"""Every penalty of the experiments, its gradient, and a Hessian product, on dense and convolutional critics."""

import golden as g
import networks
import torch
import torch.nn.functional as F

CENTRE = 0.7


def centred(players, excess):
    def penalty(critic):
        norms = networks.squared_slopes(critic, players.interpolates()).sqrt()
        return excess(norms).square().mean()

    return penalty


def mean_square(points):
    return lambda critic: networks.squared_slopes(critic, points).mean()


def roth(players):
    def penalty(critic):
        def part(points, weight):
            return (weight(critic(points)).squeeze(1).square() * networks.squared_slopes(critic, points)).mean()

        return 0.5 * (part(players.real, lambda phi: 1 - torch.sigmoid(phi)) + part(players.fake, torch.sigmoid))

    return penalty


def penalties(players):
    """Each maps a critic to its penalty with λ, γ = 1."""
    r1, r2 = mean_square(players.real), mean_square(players.fake)
    return {
        "twoSided": centred(players, lambda norms: norms - 1),
        "oneSided": centred(players, lambda norms: torch.relu(norms - 1)),
        "twoSidedAboutCentre": centred(players, lambda norms: norms - CENTRE),
        "oneSidedAboutCentre": centred(players, lambda norms: torch.relu(norms - CENTRE)),
        "zeroCentred": mean_square(players.interpolates()),
        "r1": lambda critic: 0.5 * r1(critic),
        "r2": lambda critic: 0.5 * r2(critic),
        "onSamples": lambda critic: 0.5 * (r1(critic) + r2(critic)),
        "roth": roth(players),
    }


def logistic_loss(critic, real, fake):
    """-E log s(D(real)) - E log(1 - s(D(fake))) with the sigmoid s (Goodfellow et al. 2014)."""
    return F.softplus(-critic(real)).mean() + F.softplus(critic(fake)).mean()


def case(kind, activation):
    players = networks.Players(kind, activation)
    theta = g.leaves(players.critic)
    v = [g.drawn(*t.shape) for t in theta]
    result, worst = {
        **players.described(),
        **{name: g.plain(getattr(players, name)) for name in ("real", "fake", "alpha")},
        "v": g.plain(v),
    }, 0
    for name, penalty in penalties(players).items():
        by = lambda moved: penalty(lambda x: players.value(moved, x))
        value = by(theta)
        gradient = g.gradient(value, theta)
        worst = max(worst, g.discrepancy(gradient, g.numeric_gradient(by, theta)))
        result[name] = {"value": float(value), "gradient": g.plain(gradient)}

    def loss_gradient(moved):
        moved = g.leaves(moved)
        loss = logistic_loss(lambda x: players.value(moved, x), players.real, players.fake)
        return moved, g.gradient(loss, moved)

    moved, gradient = loss_gradient(theta)
    product = g.gradient(sum((a * b).sum() for a, b in zip(gradient, v)), moved)
    numeric = g.directional(lambda at: loss_gradient(at)[1], theta, v)
    result["hessianTimesV"] = g.plain(product)
    return result, max(worst, g.discrepancy(product, numeric))


def section():
    cases, worst = [], {}
    for kind in networks.CRITICS:
        for activation in networks.ACTIVATIONS:
            one, error = case(kind, activation)
            cases.append(one)
            worst[kind + " " + activation] = error
            assert error < 1e-6, (kind, activation, error)
    g.write(
        "critics",
        cases,
        margin=g.MARGIN,
        centre=CENTRE,
        conventions="every penalty with λ, γ = 1; s(x) = |dD/dx| per sample; twoSided mean((s(x̂)-1)²), oneSided"
        " mean(max(0, s(x̂)-1)²), …AboutCentre the same with centre for 1, zeroCentred mean(s(x̂)²), x̂ = alpha·real"
        " + (1-alpha)·fake; r1 ½·mean(s(real)²), r2 ½·mean(s(fake)²), onSamples r1 + r2; roth"
        " ½·(mean((1-σ(D(real)))²·s(real)²) + mean(σ(D(fake))²·s(fake)²)); hessianTimesV: of the loss mean"
        " softplus(-D(real)) + mean softplus(D(fake)); layers: dense y = x·W + b, W [in, out]; convolution and"
        " transposed as in convolutions.json; parameters W, b of each in order",
        check="fourth-order central differences, step %g, of the next lower order" % g.STEP,
        largestDiscrepancy=worst,
    )
