#!/usr/bin/env python3
"""Prints the coefficients of the cpu backend's polynomials for doubles (engine.backend.cpu.doubles).

Each is the polynomial whose largest weighted error on an interval is the smallest (Remez, 1934; Muller, Elementary Functions,
2016, chapter 3), found in 60 digits, with its coefficients rounded. Needs mpmath.

    python3 engine/src/build/polynomials.py [name]
"""

import sys

from mpmath import mp, mpf, matrix, lu_solve, cos, pi, exp, expm1, log, sqrt, sin, atanh, erf, erfc, fabs, log10

mp.dps = 60
ROUNDOFF = mpf(2) ** -53


def solve(f, weight, powers, points):
    """The polynomial of these powers whose weighted error at the points is of one size and of alternating signs."""
    n = len(powers)
    a = matrix(n + 1, n + 1)
    b = matrix(n + 1, 1)
    for i, x in enumerate(points):
        for j, power in enumerate(powers):
            a[i, j] = x**power
        a[i, n] = (-1) ** i / weight(x)
        b[i] = f(x)
    c = lu_solve(a, b)
    return [c[i] for i in range(n)], fabs(c[n])


def extrema(error, grid):
    """The largest errors between changes of sign."""
    values = [error(x) for x in grid]
    found = [0]
    for i in range(1, len(grid)):
        if (values[i] > 0) != (values[found[-1]] > 0):
            found.append(i)
        elif fabs(values[i]) > fabs(values[found[-1]]):
            found[-1] = i
    return [(refined(error, grid, i), fabs(values[i])) for i in found]


def refined(error, grid, i):
    """The top of the parabola through three points."""
    if i == 0 or i == len(grid) - 1:
        return grid[i]
    l, m, r = grid[i - 1], grid[i], grid[i + 1]
    el, em, er = error(l), error(m), error(r)
    bend = (er - em) * (m - l) - (em - el) * (r - m)
    if bend == 0:
        return m
    top = m - ((m - l) ** 2 * (em - er) - (m - r) ** 2 * (em - el)) / (2 * ((m - l) * (em - er) - (m - r) * (em - el)))
    return top if l < top < r else m


def minimax(f, weight, powers, low, high):
    """Coefficients and the largest weighted error."""
    n = len(powers) + 1
    middle, half = (low + high) / 2, (high - low) / 2
    points = [middle - half * cos(pi * (2 * i + 1) / (2 * n)) for i in range(n)]
    grid = [middle - half * cos(pi * (2 * i + 1) / (2 * 40 * n)) for i in range(40 * n)]
    for _ in range(30):
        c, size = solve(f, weight, powers, points)
        error = lambda x: weight(x) * (sum(k * x**p for k, p in zip(c, powers)) - f(x))
        tops = extrema(error, grid)
        while len(tops) > n:
            tops.pop(0 if tops[0][1] < tops[-1][1] else -1)
        if len(tops) < n:
            break
        points = [x for x, _ in tops]
        worst = max(e for _, e in tops)
        if worst < size * (1 + mpf(10) ** -6):
            break
    return c, max(fabs(error(x)) for x in grid)


def rounded(f, weight, degree, low, high):
    """The same with the nearest doubles as coefficients, from that of x^0 on."""
    c = [mpf(float(k)) for k in minimax(f, weight, list(range(degree + 1)), low, high)[0]]
    grid = [low + (high - low) * i / mpf(4000) for i in range(4001)]
    return c, max(fabs(weight(x) * (sum(k * x**p for p, k in enumerate(c)) - f(x))) for x in grid)


LN2 = log(mpf(2))
TINY = mpf(2) ** -40


def functions():
    r = LN2 / 2 * (1 + mpf(2) ** -30)
    yield (
        "exp: e^r = 1 + r + r^2 p(r), relative to e^r - 1",
        lambda x: (expm1(x) - x) / x**2 if fabs(x) > TINY else mpf(1) / 2 + x / 6,
        lambda x: x**2 / expm1(x) if fabs(x) > TINY else fabs(x) + TINY,
        9,
        -r,
        r,
    )
    s = (sqrt(mpf(2)) - 1) / (sqrt(mpf(2)) + 1)
    artanh = lambda z: (2 * atanh(sqrt(z)) / sqrt(z) - 2) / z if z > TINY else mpf(2) / 3 + 2 * z / 5
    yield "log: ln((1 + s) / (1 - s)) = 2 s + s z p(z), z = s^2", artanh, lambda z: z / 2 + TINY, 6, mpf(0), s**2
    yield "softplus: the same to s = 1/3", artanh, lambda z: z / 2 + TINY, 9, mpf(0), mpf(1) / 9
    z = (pi / 4 * (1 + mpf(2) ** -20)) ** 2
    yield (
        "sin: r + r z p(z), z = r^2",
        lambda z: (sin(sqrt(z)) / sqrt(z) - 1) / z if z > TINY else -mpf(1) / 6 + z / 120,
        lambda z: z * sqrt(z) / sin(sqrt(z)) if z > TINY else z + TINY,
        5,
        mpf(0),
        z,
    )
    yield (
        "cos: 1 - z/2 + z^2 p(z), z = r^2",
        lambda z: (cos(sqrt(z)) - 1 + z / 2) / z**2 if z > TINY else mpf(1) / 24 - z / 720,
        lambda z: z**2 / cos(sqrt(z)) + TINY**2,
        5,
        mpf(0),
        z,
    )
    yield (
        "erf: x + x p(z), z = x^2",
        lambda z: erf(sqrt(z)) / sqrt(z) - 1 if z > TINY**2 else 2 / sqrt(pi) - 1,
        lambda z: sqrt(z) / erf(sqrt(z)) if z > TINY**2 else sqrt(pi) / 2,
        11,
        mpf(0),
        mpf(1),
    )
    t = lambda q: 3 * (1 + q) / (1 - q)
    q = lambda t: (mpf(t) - 3) / (t + 3)
    scaled = lambda t: exp(t * t) * erfc(t) * (1 + 2 * t) - 1
    yield (
        "tail: erfc t = exp(-t^2) (1 + p(q)) / (1 + 2 t), q = (t - 3) / (t + 3), relative to 1",
        lambda x: scaled(t(x)),
        lambda x: exp(-t(x) ** 2) / (1 + 2 * t(x)),
        10,
        q(1),
        q(6),
    )
    yield "erfc: the same, relative to itself", lambda x: scaled(t(x)), lambda x: 1 / (scaled(t(x)) + 1), 20, q(0.75), q(28)


if __name__ == "__main__":
    for name, f, weight, degree, low, high in functions():
        if len(sys.argv) > 1 and not name.startswith(sys.argv[1]):
            continue
        coefficients, error = rounded(f, weight, degree, low, high)
        print(f"{name}\n  error {float(error / ROUNDOFF):.3f} unit roundoffs")
        for c in reversed(coefficients):
            print("   ", float(c).hex())
