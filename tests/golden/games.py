"""Squared gradients of a game: the consensus term ½‖v‖² (Mescheder, Nowozin and Geiger 2017) and ‖∇_D V‖².

Nagarajan and Kolter (2017) add the latter, times η, to the generator's loss.
"""

import golden as g
import networks
from critics import logistic_loss


def payoff(players, critic, generator):
    """V = E log s(D(real)) + E log(1 - s(D(G(z)))): the critic raises it, the generator lowers it."""
    return -logistic_loss(lambda x: players.value(critic, x), players.real, players.generate(generator))


def squared_norm(tensors):
    return sum(t.square().sum() for t in tensors)


def terms(players, critic, generator):
    v = payoff(players, critic, generator)
    by_critic, by_generator = g.gradient(v, critic), g.gradient(v, generator)
    return {
        "consensus": 0.5 * (squared_norm(by_critic) + squared_norm(by_generator)),
        "gradientNorm": squared_norm(by_critic),
    }


def case(kind, activation):
    players = networks.Players(kind, activation)
    critic, generator = g.leaves(players.critic), g.leaves(players.generator)
    n = len(critic)
    result = {
        **players.described(),
        "generatorLayers": players.generator_layers,
        "generator": g.plain(generator),
        "real": g.plain(players.real),
        "z": g.plain(players.z),
        "payoff": float(payoff(players, critic, generator)),
    }
    worst = 0
    for name, term in terms(players, critic, generator).items():
        gradient = g.gradient(term, critic + generator)
        by = lambda moved: terms(players, *split(g.leaves(moved), n))[name]
        worst = max(worst, g.discrepancy(gradient, g.numeric_gradient(by, critic + generator)))
        by_critic, by_generator = split(gradient, n)
        result[name] = {"value": float(term), "byCritic": g.plain(by_critic), "byGenerator": g.plain(by_generator)}
    return result, worst


def split(tensors, n):
    return tensors[:n], tensors[n:]


def section():
    cases, worst = [], {}
    for kind in networks.CRITICS:
        for activation in networks.ACTIVATIONS:
            one, error = case(kind, activation)
            cases.append(one)
            worst[kind + " " + activation] = error
            assert error < 1e-6, (kind, activation, error)
    g.write(
        "games",
        cases,
        margin=g.MARGIN,
        conventions="V = -mean softplus(-D(real)) - mean softplus(D(G(z))); consensus ½(|dV/dcritic|² +"
        " |dV/dgenerator|²); gradientNorm |dV/dcritic|²; networks as in critics.json",
        check="fourth-order central differences, step %g, of the next lower order" % g.STEP,
        largestDiscrepancy=worst,
    )
