"""Gradients through a critic's three SGD or two Adam steps, as unrolled GANs take them (Metz et al. 2017)."""

import golden as g
import networks
from critics import logistic_loss

GAMMA = 0.5
OPTIMISERS = [
    {"optimiser": "sgd", "steps": 3, "lr": 0.3},
    {"optimiser": "adam", "steps": 2, "lr": 0.05, "betas": [0.5, 0.9], "eps": 1e-8},
    {"optimiser": "adam", "steps": 2, "lr": 0.1, "betas": [0.9, 0.99], "eps": 0.01},
]
# The least size of a gradient's element: Adam's first step turns with the sign of each.
LEAST = 1e-3


def critic_gradient(players, critic, fake):
    """Of the logistic loss with R1, so that each step holds a second derivative already."""
    value = lambda x: players.value(critic, x)
    penalty = 0.5 * GAMMA * networks.squared_slopes(value, players.real).mean()
    return g.gradient(logistic_loss(value, players.real, fake) + penalty, critic)


def steps(players, o, critic, generator):
    """The critic after every step, and the smallest element of a gradient on the way."""
    fake = players.generate(generator)
    after, least = [], float("inf")
    means, squares = [0] * len(critic), [0] * len(critic)
    for t in range(1, o["steps"] + 1):
        gradient = critic_gradient(players, critic, fake)
        least = min(least, *(float(d.abs().min()) for d in gradient))
        if o["optimiser"] == "sgd":
            critic = [p - o["lr"] * d for p, d in zip(critic, gradient)]
        else:
            b1, b2 = o["betas"]
            means = [b1 * m + (1 - b1) * d for m, d in zip(means, gradient)]
            squares = [b2 * s + (1 - b2) * d * d for s, d in zip(squares, gradient)]
            critic = [
                p - o["lr"] * (m / (1 - b1**t)) / ((s / (1 - b2**t)).sqrt() + o["eps"])
                for p, m, s in zip(critic, means, squares)
            ]
        after.append(critic)
    return after, least


def is_clear(players, after):
    """Whether no unit is near its kink on the way, the end included."""
    pre = []
    for critic in after:
        for x in (players.real, players.generate(players.generator)):
            players.value(critic, x, pre)
    return g.clear_of_kinks(pre)


def draw(kind, activation, o):
    while True:
        players = networks.Players(kind, activation)
        after, least = steps(players, o, g.leaves(players.critic), g.leaves(players.generator))
        if (activation not in networks.KINKED or is_clear(players, after)) and (least > LEAST or o["optimiser"] == "sgd"):
            return players


def case(kind, activation, o):
    players = draw(kind, activation, o)
    critic, generator = g.leaves(players.critic), g.leaves(players.generator)
    n = len(critic)

    def loss(theta, phi):
        """The generator's, against the critic as it will be."""
        return -players.value(steps(players, o, theta, phi)[0][-1], players.generate(phi)).mean()

    value = loss(critic, generator)
    reached = [theta.detach() for theta in steps(players, o, critic, generator)[0][-1]]
    seen = g.gradient(-players.value(reached, players.generate(generator)).mean(), generator)
    gradient = g.gradient(value, critic + generator)
    numeric = g.numeric_gradient(lambda m: loss(*(lambda all: (all[:n], all[n:]))(g.leaves(m))), critic + generator)
    return {
        **o,
        **players.described(),
        "generatorLayers": players.generator_layers,
        "generator": g.plain(generator),
        "real": g.plain(players.real),
        "z": g.plain(players.z),
        "after": [g.plain(theta) for theta in steps(players, o, critic, generator)[0]],
        "loss": float(value),
        "byCritic": g.plain(gradient[:n]),
        "byGenerator": g.plain(gradient[n:]),
        "byGeneratorAlone": g.plain(seen),
    }, g.discrepancy(gradient, numeric)


def section():
    cases, worst = [], 0
    for kind in networks.CRITICS:
        for activation in ("leaky_relu(0.2)", "tanh"):
            for o in OPTIMISERS:
                one, error = case(kind, activation, o)
                cases.append(one)
                worst = max(worst, error)
                assert error < 1e-6, (kind, activation, o, error)
    g.write(
        "unrolled",
        cases,
        margin=g.MARGIN,
        gamma=GAMMA,
        conventions="the critic's loss: mean softplus(-D(real)) + mean softplus(D(G(z))) +"
        " gamma/2·mean(|dD/dreal|²); after[t] = its parameters after t+1 steps; loss = -mean D(G(z)) with the last"
        " of them; byCritic, byGenerator = its gradients by the critic before the first step and by the generator;"
        " byGeneratorAlone = the latter with the critic's last parameters as constants;"
        " optimisers as in optimisers.json, networks as in critics.json",
        check="fourth-order central differences, step %g, of the next lower order" % g.STEP,
        largestDiscrepancy=worst,
    )
