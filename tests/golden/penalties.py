"""Gradient penalties of small critics, and their derivatives to third order (one more than training needs)."""

import golden as g
import torch

PENALTIES = {
    "twoSided": lambda norm: (norm - 1).square().mean(),
    "oneSided": lambda norm: torch.relu(norm - 1).square().mean(),
    "zeroCentred": lambda norm: norm.square().mean(),
}
CASES_PER_ACTIVATION = 6


def slope(activation, theta, x):
    return g.gradient(g.mlp(activation, theta, x).sum(), [x])[0]


def slope_norms(activation, theta, x):
    return slope(activation, theta, x).square().sum(1).sqrt()


def penalty(activation, kind, theta, x):
    return PENALTIES[kind](slope_norms(activation, theta, x.detach().requires_grad_()))


def draw(activation, depth):
    """A critic and its interpolates, clear of kinks, with slopes on both sides of 1."""
    while True:
        sizes = [int(torch.randint(1, 5, ()))] + [int(torch.randint(2, 10, ())) for _ in range(depth)] + [1]
        batch = int(torch.randint(2, 7, ()))
        theta, x = g.draw_mlp(sizes), g.drawn(batch, sizes[0])
        norms = slope_norms(activation, theta, x.clone().requires_grad_()).sort().values
        if norms[0] < 0.05:
            continue
        middle = (norms[(batch - 1) // 2] * norms[(batch + 1) // 2]).sqrt()
        theta[-2] = g.rounded(theta[-2] / middle)
        pre = []
        g.mlp(activation, theta, x, pre)
        norms = slope_norms(activation, theta, x.clone().requires_grad_())
        both_sides = (norms > 1).any() and (norms < 1).any()
        if g.clear_of_kinks(pre) and both_sides and (norms - 1).abs().min() > g.MARGIN and norms.min() > g.MARGIN:
            return sizes, theta, x


def case(activation, depth):
    sizes, theta, x = draw(activation, depth)
    v = [g.drawn(*t.shape) for t in theta]
    theta, x = g.leaves(theta), x.requires_grad_()
    value = g.mlp(activation, theta, x)
    result = {
        "activation": activation,
        "sizes": sizes,
        "parameters": g.plain(theta),
        "x": g.plain(x),
        "v": g.plain(v),
        "value": g.plain(value.squeeze(1)),
        "slope": g.plain(slope(activation, theta, x)),
        "norms": g.plain(slope_norms(activation, theta, x)),
        "gradientOfMean": g.plain(g.gradient(value.mean(), theta)),
    }
    worst = check_first_order(activation, theta, x)
    for kind in PENALTIES:
        p = penalty(activation, kind, theta, x)
        dp = g.gradient(p, theta)
        result[kind] = {"value": float(p), "gradient": g.plain(dp)}
        numeric = g.numeric_gradient(lambda moved: penalty(activation, kind, moved, x), theta)
        worst = max(worst, g.discrepancy(dp, numeric))
    hvp = hessian_vector_product(activation, theta, x, v)
    numeric = g.directional(lambda m: penalty_gradient(activation, g.leaves(m), x), theta, v)
    result["twoSided"]["hessianTimesV"] = g.plain(hvp)
    return result, max(worst, g.discrepancy(hvp, numeric))


def check_first_order(activation, theta, x):
    mean = g.numeric_gradient(lambda moved: g.mlp(activation, moved, x.detach()).mean(), theta)
    by_x = g.numeric_gradient(lambda moved: g.mlp(activation, theta, moved[0]).sum(), [x])
    return max(
        g.discrepancy(g.gradient(g.mlp(activation, theta, x).mean(), theta), mean),
        g.discrepancy([slope(activation, theta, x)], by_x),
    )


def penalty_gradient(activation, theta, x):
    return g.gradient(penalty(activation, "twoSided", theta, x), theta)


def hessian_vector_product(activation, theta, x, v):
    dp = penalty_gradient(activation, theta, x)
    return g.gradient(sum((a * b).sum() for a, b in zip(dp, v)), theta)


def section():
    cases, worst = [], {}
    for activation in g.ACTIVATIONS:
        for i in range(CASES_PER_ACTIVATION):
            one, error = case(activation, 1 + i % 3)
            cases.append(one)
            worst[activation] = max(worst.get(activation, 0), error)
        print("  %-16s finite differences agree to %.1e" % (activation, worst[activation]))
        assert worst[activation] < 1e-6, activation
    g.write(
        "penalties",
        cases,
        margin=g.MARGIN,
        conventions="y = x·W + b, W [in, out], parameters W0, b0, W1, b1, …; last layer linear; slope = d(sum D)/dx;"
        " norms per sample; twoSided mean((|s|-1)²), oneSided mean(max(0,|s|-1)²), zeroCentred mean(|s|²);"
        " hessianTimesV = d<d twoSided/dθ, v>/dθ",
        check="fourth-order central differences, step %g, of the next lower order" % g.STEP,
        largestDiscrepancy=worst,
    )
