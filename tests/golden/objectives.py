"""Objectives of GANs from their textbook definitions: losses of given critic values and derivatives, by small critics, and at |v| = 100.

Every definition is written once, over a namespace of functions: PyTorch's in double, or mpmath's in 120 digits. None of them is
arranged for stability: f* and g_f are composed as they stand, and log(1 - s(v)) is the logarithm of 1 - s(v).
"""

import types

import golden as g
import mpmath
import torch

BATCH, FEATURES = 4, 3
PAIRS = [(0.5, -0.3), (3, 2), (-12, 9), (20, -20), (-35, 60), (70, -70), (-70, 70), (100, 100), (100, -100),
         (-100, 100), (-100, -100)]

IN_TORCH = types.SimpleNamespace(
    exp=torch.exp, log=torch.log, mean=torch.mean, relu=torch.relu,
)
# A batch of one: the mean is the element.
IN_MPMATH = types.SimpleNamespace(
    exp=mpmath.exp, log=mpmath.log, mean=lambda x: x, relu=lambda x: x if x > 0 else mpmath.mpf(0),
)


def sigmoid(m, v):
    return 1 / (1 + m.exp(-v))


def two(m):
    """2, as a number that m.log takes."""
    return torch.tensor(2.0) if m is IN_TORCH else mpmath.mpf(2)


# Nowozin, Cseke and Tomioka 2016, tables 1 and 2: f(u), f'(u), g_f(v), f*(t).
DIVERGENCES = {
    "KULLBACK_LEIBLER": (
        lambda m, u: u * m.log(u), lambda m, u: 1 + m.log(u), lambda m, v: v, lambda m, t: m.exp(t - 1)),
    "REVERSE_KULLBACK_LEIBLER": (
        lambda m, u: -m.log(u), lambda m, u: -1 / u, lambda m, v: -m.exp(-v), lambda m, t: -1 - m.log(-t)),
    "PEARSON": (
        lambda m, u: (u - 1) ** 2, lambda m, u: 2 * (u - 1), lambda m, v: v, lambda m, t: t * t / 4 + t),
    "SQUARED_HELLINGER": (
        lambda m, u: (u**0.5 - 1) ** 2, lambda m, u: 1 - u**-0.5, lambda m, v: 1 - m.exp(-v), lambda m, t: t / (1 - t)),
    "JENSEN_SHANNON": (
        lambda m, u: -(u + 1) * m.log((1 + u) / 2) + u * m.log(u),
        lambda m, u: m.log(2 * u / (1 + u)),
        lambda m, v: m.log(two(m)) - m.log(1 + m.exp(-v)),
        lambda m, t: -m.log(2 - m.exp(t))),
    "GAN": (
        lambda m, u: u * m.log(u) - (u + 1) * m.log(u + 1),
        lambda m, u: m.log(u / (1 + u)),
        lambda m, v: -m.log(1 + m.exp(-v)),
        lambda m, t: -m.log(1 - m.exp(t))),
}


def logistic(m, t, saturating):
    def critic(real, fake):
        likelihood = m.mean(t * m.log(sigmoid(m, real)) + (1 - t) * m.log(1 - sigmoid(m, real)))
        return -likelihood - m.mean(m.log(1 - sigmoid(m, fake)))

    def generator(real, fake):
        return m.mean(m.log(1 - sigmoid(m, fake))) if saturating else -m.mean(m.log(sigmoid(m, fake)))

    return critic, generator


def relativistic(m):
    def loss(up, down):
        up, down = up - m.mean(down), down - m.mean(up)
        return -m.mean(m.log(sigmoid(m, up))) - m.mean(m.log(1 - sigmoid(m, down)))

    return loss, lambda real, fake: loss(fake, real)


def least_squares(m, a, b, c):
    return (
        lambda real, fake: m.mean((real - b) ** 2) / 2 + m.mean((fake - a) ** 2) / 2,
        lambda real, fake: m.mean((fake - c) ** 2) / 2,
    )


def fgan(m, name, alternative):
    _, _, activation, conjugate = DIVERGENCES[name]

    def generator(real, fake):
        return -m.mean(activation(m, fake)) if alternative else -m.mean(conjugate(m, activation(m, fake)))

    return (
        lambda real, fake: -(m.mean(activation(m, real)) - m.mean(conjugate(m, activation(m, fake)))),
        generator,
    )


# name, settings, (namespace -> losses of critic and generator)
OBJECTIVES = [
    ("wasserstein", {}, lambda m: (lambda r, f: m.mean(f) - m.mean(r), lambda r, f: -m.mean(f))),
    ("minimax", {"label": 1.0}, lambda m: logistic(m, 1, True)),
    ("minimax", {"label": 0.75}, lambda m: logistic(m, 0.75, True)),
    ("nonSaturating", {"label": 1.0}, lambda m: logistic(m, 1, False)),
    ("nonSaturating", {"label": 0.75}, lambda m: logistic(m, 0.75, False)),
    ("hinge", {}, lambda m: (lambda r, f: m.mean(m.relu(1 - r)) + m.mean(m.relu(1 + f)), lambda r, f: -m.mean(f))),
    ("leastSquares", {"a": 0.0, "b": 1.0, "c": 1.0}, lambda m: least_squares(m, 0, 1, 1)),
    ("leastSquares", {"a": -1.0, "b": 0.875, "c": 0.0}, lambda m: least_squares(m, -1, 0.875, 0)),
    ("relativisticAverage", {}, relativistic),
    ("energyBased", {"margin": 1.5}, lambda m: (
        lambda r, f: m.mean(r) + m.mean(m.relu(1.5 - f)), lambda r, f: m.mean(f))),
] + [
    ("fGan", {"divergence": name, "alternative": alternative},
     lambda m, name=name, alternative=alternative: fgan(m, name, alternative))
    for name in DIVERGENCES for alternative in (False, True)
]


def draw():
    """Values and a critic with samples, clear of the kinks of hinge (1, -1) and of the margin (1.5)."""
    while True:
        values = g.drawn(BATCH, 1, scale=2.0), g.drawn(BATCH, 1, scale=2.0)
        theta, x, y = g.draw_mlp([FEATURES, 5, 4, 1]), g.drawn(BATCH, FEATURES), g.drawn(BATCH, FEATURES)
        all_values = [*values, g.mlp("tanh", theta, x), g.mlp("tanh", theta, y)]
        if all((v - kink).abs().min() > g.MARGIN for v in all_values for kink in (-1, 1, 1.5)):
            return values, theta, x, y


def case(name, settings, losses, drawn):
    values, theta, x, y = drawn
    result = {"objective": name, **settings, "values": g.plain(values), "parameters": g.plain(theta),
              "real": g.plain(x), "fake": g.plain(y)}
    worst = 0
    for player, loss in zip(("critic", "generator"), losses(IN_TORCH)):
        def of_critic(moved):
            return loss(g.mlp("tanh", moved, x), g.mlp("tanh", moved, y))

        given, weights = g.leaves(values), g.leaves(theta)
        by_values = g.gradient(loss(*given) + 0 * sum(v.sum() for v in given), given)
        by_weights = g.gradient(of_critic(weights), weights)
        worst = max(
            worst,
            g.discrepancy(by_values, g.numeric_gradient(lambda moved: loss(*moved), given)),
            g.discrepancy(by_weights, g.numeric_gradient(of_critic, weights)),
        )
        result[player] = {
            "loss": float(loss(*given)),
            "byValues": g.plain(by_values),
            "ofCritic": float(of_critic(weights)),
            "byWeights": g.plain(by_weights),
        }
    result["extremes"] = [extreme(losses, v, w) for v, w in PAIRS]
    return result, worst


def extreme(losses, real, fake):
    """Loss, gradient and second derivatives (by real twice, by both, by fake twice) of one real and one generated value."""
    with mpmath.workdps(120):
        at = (mpmath.mpf(real), mpmath.mpf(fake))
        return {"values": [real, fake], **{
            player: {
                "loss": float(loss(*at)),
                "gradient": [derivative(loss, at, order) for order in ((1, 0), (0, 1))],
                "second": [derivative(loss, at, order) for order in ((2, 0), (1, 1), (0, 2))],
            } for player, loss in zip(("critic", "generator"), losses(IN_MPMATH))
        }}


def derivative(loss, at, order):
    """By central differences at a step of 1e-30 in 120 digits, which leaves more digits than a double has at any of these places."""
    return float(mpmath.diff(loss, at, order, h=mpmath.mpf(10) ** -30))


def conjugates_are_those_of_their_divergences():
    """How far f*(f'(u)) is from u f'(u) - f(u), which it equals."""
    worst = 0
    for f, slope, _, conjugate in DIVERGENCES.values():
        for u in (mpmath.mpf("0.3"), mpmath.mpf(1), mpmath.mpf("2.5")):
            t = slope(IN_MPMATH, u)
            worst = max(worst, abs(conjugate(IN_MPMATH, t) - (u * t - f(IN_MPMATH, u))))
    return float(worst)


def section():
    drawn = draw()
    cases, worst = [], conjugates_are_those_of_their_divergences()
    for name, settings, losses in OBJECTIVES:
        one, error = case(name, settings, losses, drawn)
        cases.append(one)
        worst = max(worst, error)
    assert worst < 1e-6, worst
    g.write(
        "objectives",
        cases,
        thresholds={name: float(slope(IN_MPMATH, mpmath.mpf(1))) for name, (_, slope, _, _) in DIVERGENCES.items()},
        conventions="values: the critic's, real then fake; each player's loss of them and its gradient by both; ofCritic and"
        " byWeights: the same loss of a tanh perceptron's values on real and fake samples, and its gradient by the"
        " perceptron's parameters; extremes: batches of one, by mpmath",
        check="fourth-order central differences, step %g; f* against u f'(u) - f(u)" % g.STEP,
        largestDiscrepancy=worst,
    )
