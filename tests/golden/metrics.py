"""Metrics of samples, in NumPy and SciPy, and each in a second way: largestDiscrepancy is how far apart the two are.

PyTorch only draws the inputs.
"""

import itertools

import golden as g
import mpmath
import numpy as np
import scipy
import scipy.linalg
import scipy.optimize
import scipy.spatial
import scipy.stats
import torch


def drawn(count, dimension, scale=1.0, shift=0.0):
    """Samples of correlated coordinates with a heavy tail."""
    x = torch.randn(count, dimension) @ (torch.eye(dimension) + 0.5 * torch.randn(dimension, dimension))
    return g.rounded(scale * x + 0.1 * x**3 + shift).numpy()


def covariance(dimension, rank):
    factor = g.drawn(dimension, rank).numpy()
    return factor @ factor.T


def frechet(m, s, n, t):
    """As in the field's programs: SciPy's root of the product, its real part."""
    root = scipy.linalg.sqrtm(s @ t)
    return float(np.sum((m - n) ** 2) + np.trace(s) + np.trace(t) - 2 * np.trace(root).real)


def frechet_of_eigenvalues(m, s, n, t):
    """In 50 digits, by the eigenvalues of the product, which are real and not negative."""
    with mpmath.workdps(50):
        product = mpmath.matrix(s.tolist()) * mpmath.matrix(t.tolist())
        # mpmath nests the single value of a 1 x 1 matrix.
        values = mpmath.eig(product, left=False, right=False) if len(m) > 1 else [product[0]]
        root = sum(mpmath.sqrt(abs(mpmath.re(v))) for v in values)
        total = mpmath.fsum((a - b) ** 2 for a, b in zip(m.tolist(), n.tolist()))
        return float(total + mpmath.fsum(np.diag(s)) + mpmath.fsum(np.diag(t)) - 2 * root)


def kernel(x, y):
    """The unbiased squared discrepancy under (x·y/d + 1)³."""
    n, m, d = len(x), len(y), x.shape[1]
    xx, yy, xy = ((a @ b.T / d + 1) ** 3 for a, b in ((x, x), (y, y), (x, y)))
    within = (xx.sum() - np.trace(xx)) / (n * (n - 1)) + (yy.sum() - np.trace(yy)) / (m * (m - 1))
    return float(within - 2 * xy.mean())


def kernel_of_pairs(x, y):
    """The same as its definition reads, in 50 digits: the mean over ordered pairs of different points."""
    with mpmath.workdps(50):
        k = lambda a, b: (mpmath.fdot(zip(a, b)) / len(a) + 1) ** 3
        mean = lambda terms: mpmath.fsum(terms) / len(terms)
        x, y = x.tolist(), y.tolist()
        within = [mean([k(a, b) for a, b in itertools.permutations(z, 2)]) for z in (x, y)]
        return float(sum(within) - 2 * mean([k(a, b) for a in x for b in y]))


def wasserstein(x, y):
    cost = scipy.spatial.distance.cdist(x, y)
    rows, columns = scipy.optimize.linear_sum_assignment(cost)
    return float(cost[rows, columns].mean())


def wasserstein_of_plans(x, y):
    """The linear programme over transport plans."""
    n = len(x)
    rows, columns = np.kron(np.eye(n), np.ones(n)), np.kron(np.ones(n), np.eye(n))
    cost = scipy.spatial.distance.cdist(x, y).flatten()
    found = scipy.optimize.linprog(cost, A_eq=np.vstack([rows, columns]), b_eq=np.full(2 * n, 1 / n), method="highs")
    return float(found.fun)


def neighbourhoods(real, fake, k):
    """Precision, recall, density and coverage from matrices of distances; the point itself is the 0th in its own row."""
    between = scipy.spatial.distance.cdist(real, fake)
    radius = lambda x: np.sort(scipy.spatial.distance.cdist(x, x), axis=1)[:, k]
    in_real, in_fake = between <= radius(real)[:, None], between <= radius(fake)[None, :]
    return [
        float(in_real.any(0).mean()),
        float(in_fake.any(1).mean()),
        float(in_real.sum(0).mean() / k),
        float(in_real.any(1).mean()),
    ]


def neighbourhoods_of_trees(real, fake, k):
    """The same by a tree's queries."""
    trees = [scipy.spatial.cKDTree(x) for x in (real, fake)]
    radii = [tree.query(x, k + 1)[0][:, k] for tree, x in zip(trees, (real, fake))]
    fakes = [trees[1].query_ball_point(x, r) for x, r in zip(real, radii[0])]
    reals = [trees[0].query_ball_point(x, r) for x, r in zip(fake, radii[1])]
    return [
        len(set().union(*fakes)) / len(fake),
        len(set().union(*reals)) / len(real),
        sum(map(len, fakes)) / len(fake) / k,
        sum(1 for found in fakes if found) / len(real),
    ]


def probabilities(count, classes, sharpness):
    logits = sharpness * torch.randn(count, classes) + torch.randn(classes)
    p = torch.softmax(logits, 1).numpy()
    p[0] = np.eye(classes)[0]
    return p


def scores(p, q):
    """The Inception score of p, and its mode score with q real."""
    relative = lambda a, b: np.where(a > 0, a * np.log(np.where(a > 0, a, 1) / b), 0).sum(-1)
    mean, real = p.mean(0), q.mean(0)
    information = relative(p, mean).mean()
    return [float(np.exp(information)), float(np.exp(information - relative(mean, real)))]


def scores_of_entropies(p, q):
    """By entropies and a cross-entropy instead."""
    mean, real = p.mean(0), q.mean(0)
    information = scipy.stats.entropy(mean) - scipy.stats.entropy(p, axis=1).mean()
    divergence = -(mean * np.log(real)).sum() - scipy.stats.entropy(mean)
    return [float(np.exp(information)), float(np.exp(information - divergence))]


def samples():
    for n, m, d, scale, shift in ((9, 9, 1, 1, 0.3), (24, 24, 2, 0.7, 0.5), (30, 17, 3, 1, 0), (20, 26, 5, 1.5, 0.2)):
        x, y = drawn(n, d), drawn(m, d, scale, shift)
        one = {"metric": "samples", "x": x.tolist(), "y": y.tolist()}
        moments = [part for z in (x, y) for part in (z.mean(0), np.atleast_2d(np.cov(z, rowvar=False)))]
        pairs = [
            ("frechet", frechet(*moments), frechet_of_eigenvalues(*moments)),
            ("kernel", kernel(x, y), kernel_of_pairs(x, y)),
        ]
        if n == m:
            pairs.append(("wasserstein", wasserstein(x, y), wasserstein_of_plans(x, y)))
        for k in (1, 3, 5):
            pairs.append(("neighbourhoods%d" % k, neighbourhoods(x, y, k), neighbourhoods_of_trees(x, y, k)))
        yield one, pairs


def gaussians():
    for d, ranks in ((1, (1, 1)), (2, (2, 2)), (4, (4, 6)), (6, (6, 6))):
        m, n = g.drawn(d).numpy(), g.drawn(d).numpy()
        s, t = covariance(d, ranks[0]), covariance(d, ranks[1])
        one = {"metric": "gaussians", "means": [m.tolist(), n.tolist()], "covariances": [s.tolist(), t.tolist()]}
        yield one, [("frechet", frechet(m, s, n, t), frechet_of_eigenvalues(m, s, n, t))]


def classes():
    for n, m, labels, sharpness in ((12, 9, 3, 1.0), (40, 30, 10, 4.0)):
        p, q = probabilities(n, labels, sharpness), probabilities(m, labels, 3.0)
        one = {"metric": "classes", "generated": p.tolist(), "real": q.tolist()}
        yield one, [("scores", scores(p, q), scores_of_entropies(p, q))]


def section():
    cases, worst = [], 0
    for one, pairs in itertools.chain(samples(), gaussians(), classes()):
        for name, value, second in pairs:
            one[name] = value
            worst = max(worst, float(np.max(np.abs(np.array(value) - second)) / max(1, np.max(np.abs(second)))))
        cases.append(one)
    assert worst < 1e-9, worst
    g.write(
        "metrics",
        cases,
        scipy=scipy.__version__,
        conventions="frechet: squared, covariances with divisor n - 1; kernel: unbiased, (x·y/d + 1)³; wasserstein: mean"
        " distance of the best pairing; neighbourhoodsk: precision, recall, density, coverage with closed balls to"
        " the k-th nearest other point, x real, y generated; scores: Inception score of generated, and mode score"
        " exp(E KL(p(y|x), p(y)) - KL(p(y), p*(y))), p* of real",
        check="roots by 50-digit eigenvalues, pairs one by one in 50 digits, the linear programme over transport"
        " plans, k-d trees, entropies",
        largestDiscrepancy=worst,
    )
