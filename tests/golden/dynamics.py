"""Where dynamics take two players at once if the critic's loss has a penalty at generated points.

The penalty's gradient by the critic then varies with the generator, and so does everything that differentiates a player's gradient
by another: consensus (Mescheder, Nowozin and Geiger 2017), the regularised generator (Nagarajan and Kolter 2017), symplectic
adjustment (Balduzzi et al. 2018) and unrolling with its second term (Metz et al. 2017).
"""

import golden as g
import networks
import torch
from critics import logistic_loss
from games import split, squared_norm

GAMMA, ETA, ADJUSTMENT = 0.7, 0.6, 0.4
OPTIMISERS = [
    {"optimiser": "sgd", "steps": 2, "lr": 0.1},
    {"optimiser": "adam", "steps": 2, "lr": 0.05, "betas": [0.5, 0.9], "eps": 0.01},
]
# The least size of a gradient's element: Adam's first step turns with the sign of each. And the largest: beyond, a step of plain
# descent goes so far that double precision itself loses digits.
LEAST, MOST = 1e-3, 10


def squared_slopes(value, x):
    """‖∇x D‖² per sample at points that keep the history they have."""
    return g.gradient(value(x).sum(), [x])[0].square().flatten(1).sum(1)


PENALTIES = {
    "r2": (lambda players, fake: fake, lambda squared: 0.5 * squared.mean()),
    "wganGp": (
        lambda players, fake: players.alpha * players.real + (1 - players.alpha) * fake,
        lambda squared: (squared.sqrt() - 1).square().mean(),
    ),
}


class Game:
    """Losses of a critic, penalised, and of a generator."""

    def __init__(self, players, penalty):
        self.players = players
        self.points, self.of = PENALTIES[penalty]

    def critic_loss(self, critic, generator):
        fake = self.players.generate(generator)
        value = lambda x: self.players.value(critic, x)
        penalty = self.of(squared_slopes(value, self.points(self.players, fake)))
        return logistic_loss(value, self.players.real, fake) + penalty

    def generator_loss(self, critic, generator):
        return -self.players.value(critic, self.players.generate(generator)).mean()

    def field(self, critic, generator):
        """v: each player's gradient of its own loss."""
        return g.gradient(self.critic_loss(critic, generator), critic) + g.gradient(
            self.generator_loss(critic, generator), generator
        )

    def half(self, critic, generator):
        return 0.5 * squared_norm(self.field(critic, generator))

    def regularised(self, critic, generator):
        slope = g.gradient(self.critic_loss(critic, generator), critic)
        return self.generator_loss(critic, generator) + ETA * squared_norm(slope)

    def steps(self, o, critic, generator):
        """The critic after every step of its optimiser, and the smallest and largest element of a gradient on the way."""
        after, least, most = [], float("inf"), 0
        means, squares = [0] * len(critic), [0] * len(critic)
        for t in range(1, o["steps"] + 1):
            gradient = g.gradient(self.critic_loss(critic, generator), critic)
            least = min(least, *(float(d.abs().min()) for d in gradient))
            most = max(most, *(float(d.abs().max()) for d in gradient))
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
        return after, least, most

    def unrolled(self, o, critic, generator):
        return self.generator_loss(self.steps(o, critic, generator)[0][-1], generator)

    def is_clear(self, o):
        """Whether no unit, slope or gradient is near its kink on the way."""
        players = self.players
        after, least, most = self.steps(o, g.leaves(players.critic), g.leaves(players.generator))
        pre = []
        fake = players.generate(players.generator)
        points = self.points(players, fake)
        slopes = []
        for critic in after:
            for x in (players.real, fake, points):
                players.value(critic, x, pre)
            slopes.append(networks.squared_slopes(lambda x: players.value(critic, x), points).sqrt().min())
        smooth = players.activation not in networks.KINKED or g.clear_of_kinks(pre)
        return smooth and min(slopes) > g.MARGIN and most < MOST and (least > LEAST or o["optimiser"] == "sgd")


def draw(kind, activation, penalty):
    while True:
        game = Game(networks.Players(kind, activation), penalty)
        if all(game.is_clear(o) for o in OPTIMISERS):
            return game


def symplectic(game, critic, generator):
    """v + λ ½ (Jᵀ − J) v with J from its rows."""
    v = game.field(critic, generator)
    flat = torch.cat([part.flatten() for part in v])
    rows = [torch.cat([d.flatten() for d in g.gradient(one, critic + generator)]) for one in flat]
    jacobian = torch.stack(rows)
    adjusted = flat + ADJUSTMENT * 0.5 * (jacobian.T @ flat - jacobian @ flat)
    sizes = [part.numel() for part in v]
    return [a.view_as(b) for a, b in zip(adjusted.split(sizes), v)]


def symplectic_by_differences(game, critic, generator):
    n = len(critic)
    v = [part.detach() for part in game.field(critic, generator)]
    along = g.directional(lambda m: game.field(*split(g.leaves(m), n)), critic + generator, v)
    transposed = g.numeric_gradient(lambda m: game.half(*split(g.leaves(m), n)), critic + generator)
    return [a + ADJUSTMENT * 0.5 * (t - j) for a, t, j in zip(v, transposed, along)]


def case(kind, activation, penalty):
    game = draw(kind, activation, penalty)
    players = game.players
    critic, generator = g.leaves(players.critic), g.leaves(players.generator)
    n = len(critic)
    v = game.field(critic, generator)
    consensus = [a + GAMMA * b for a, b in zip(v, g.gradient(game.half(critic, generator), critic + generator))]
    adjusted = symplectic(game, critic, generator)
    regularised = g.gradient(game.regularised(critic, generator), generator)

    def numeric(term):
        return g.numeric_gradient(lambda m: term(*split(g.leaves(m), n)), critic + generator)

    worst = max(
        g.discrepancy(consensus, [a + GAMMA * b for a, b in zip(v, numeric(game.half))]),
        g.discrepancy(regularised, numeric(game.regularised)[n:]),
        g.discrepancy(adjusted, symplectic_by_differences(game, critic, generator)),
    )
    unrolled = []
    for o in OPTIMISERS:
        gradient = g.gradient(game.unrolled(o, critic, generator), generator)
        worst = max(worst, g.discrepancy(gradient, numeric(lambda c, d: game.unrolled(o, c, d))[n:]))
        unrolled.append({**o, "byGenerator": g.plain(gradient)})
    both = lambda tensors: dict(zip(("byCritic", "byGenerator"), map(g.plain, split(tensors, n))))
    return {
        "penalty": penalty,
        **players.described(),
        "generatorLayers": players.generator_layers,
        "generator": g.plain(generator),
        "real": g.plain(players.real),
        "z": g.plain(players.z),
        "alpha": g.plain(players.alpha),
        "simultaneous": both(v),
        "consensus": both(consensus),
        "symplectic": both(adjusted),
        "regularised": {"byCritic": g.plain(v[:n]), "byGenerator": g.plain(regularised)},
        "unrolled": unrolled,
    }, worst


def section():
    cases, worst = [], 0
    for penalty in PENALTIES:
        for kind in networks.CRITICS:
            for activation in ("leaky_relu(0.2)", "tanh"):
                one, error = case(kind, activation, penalty)
                cases.append(one)
                worst = max(worst, error)
                assert error < 1e-6, (penalty, kind, activation, error)
    g.write(
        "dynamics",
        cases,
        margin=g.MARGIN,
        gamma=GAMMA,
        eta=ETA,
        adjustment=ADJUSTMENT,
        conventions="the critic's loss: mean softplus(-D(real)) + mean softplus(D(G(z))) + penalty; r2 ½·mean(s(G(z))²),"
        " wganGp mean((s(x̂)-1)²), x̂ = alpha·real + (1-alpha)·G(z), s(x) = |dD/dx| per sample; the generator's: -mean D(G(z));"
        " simultaneous: v, each one's gradient of its own; consensus v + gamma·d½|v|²; symplectic v + adjustment·½(Jᵀ-J)v;"
        " regularised: the generator's loss + eta·|v of the critic|²; unrolled: the generator's against the critic after its"
        " optimiser's steps, by the generator; optimisers as in optimisers.json, networks as in critics.json",
        check="fourth-order central differences, step %g, of the next lower order" % g.STEP,
        largestDiscrepancy=worst,
    )
