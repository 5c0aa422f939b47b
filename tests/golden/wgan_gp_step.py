"""One critic step and one generator step of WGAN-GP (Gulrajani et al. 2017, algorithm 1) on small perceptrons."""

import golden as g
import torch

LATENT, FEATURES, BATCH = 3, 2, 5


def interpolate(real, fake, alpha):
    return alpha * real + (1 - alpha) * fake


def draw(activation):
    while True:
        critic, generator = g.draw_mlp([FEATURES, 7, 6, 1]), g.draw_mlp([LATENT, 6, 5, FEATURES])
        real, z, alpha = g.drawn(BATCH, FEATURES), g.drawn(BATCH, LATENT), g.rounded(torch.rand(BATCH, 1))
        fake = g.rounded(g.mlp(activation, generator, z))
        pre = []
        for x in (real, fake, interpolate(real, fake, alpha), g.mlp(activation, generator, z, pre)):
            g.mlp(activation, critic, x, pre)
        x = interpolate(real, fake, alpha).requires_grad_()
        norms = g.gradient(g.mlp(activation, critic, x).sum(), [x])[0].square().sum(1).sqrt()
        if g.clear_of_kinks(pre) and norms.min() > 0.1:
            return critic, generator, real, fake, z, alpha


def critic_loss(activation, critic, real, fake, alpha, weight):
    """The loss and its parts: mean D(fake), mean D(real), the unweighted penalty."""
    x = interpolate(real, fake, alpha).requires_grad_()
    norms = g.gradient(g.mlp(activation, critic, x).sum(), [x])[0].square().sum(1).sqrt()
    parts = g.mlp(activation, critic, fake).mean(), g.mlp(activation, critic, real).mean(), (norms - 1).square().mean()
    return parts[0] - parts[1] + weight * parts[2], parts


def case(activation, weight, drawn):
    critic, generator, real, fake, z, alpha = drawn
    critic, generator = g.leaves(critic), g.leaves(generator)

    def by_critic(theta):
        return critic_loss(activation, theta, real, fake, alpha, weight)[0]

    def by_generator(theta):
        return -g.mlp(activation, critic, g.mlp(activation, theta, z)).mean()

    loss, parts = critic_loss(activation, critic, real, fake, alpha, weight)
    critic_gradient = g.gradient(loss, critic)
    generator_gradient = g.gradient(by_generator(generator), generator)
    worst = max(
        g.discrepancy(critic_gradient, g.numeric_gradient(by_critic, critic)),
        g.discrepancy(generator_gradient, g.numeric_gradient(by_generator, generator)),
    )
    return {
        "activation": activation,
        "lambda": weight,
        "critic": g.plain(critic),
        "generator": g.plain(generator),
        "real": g.plain(real),
        "fake": g.plain(fake),
        "alpha": g.plain(alpha),
        "z": g.plain(z),
        "criticLoss": float(loss),
        "meanFake": float(parts[0]),
        "meanReal": float(parts[1]),
        "penalty": float(parts[2]),
        "criticGradient": g.plain(critic_gradient),
        "generatorLoss": float(by_generator(generator)),
        "generatorGradient": g.plain(generator_gradient),
    }, worst


def section():
    cases, worst = [], 0
    for activation in ("relu", "tanh"):
        drawn = draw(activation)
        for weight in (0.1, 10.0):
            one, error = case(activation, weight, drawn)
            cases.append(one)
            worst = max(worst, error)
    assert worst < 1e-6, worst
    g.write(
        "wgan_gp_step",
        cases,
        conventions="x̂ = alpha·real + (1-alpha)·fake; criticLoss = meanFake - meanReal + lambda·penalty, penalty ="
        " mean((|dD/dx̂|-1)²); fake is G(z) rounded to four decimals, a constant of the critic's step; generatorLoss ="
        " -mean D(G(z)) with G(z) unrounded; networks as in penalties.json",
        check="fourth-order central differences, step %g" % g.STEP,
        largestDiscrepancy=worst,
    )
