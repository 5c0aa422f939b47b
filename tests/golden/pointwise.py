"""Pointwise functions and their derivatives to third order: mpmath is the truth, PyTorch the second opinion."""

import itertools

import golden as g
import mpmath as mp
import torch
import torch.nn.functional as F

# tanh(±100) differs from ±1 by 1e-87 and mpmath differentiates by differences, so it is given digits to spare.
DIGITS = 400
ORDERS = 3

SELU_SCALE, SELU_ALPHA = mp.mpf("1.0507009873554804934193349852946"), mp.mpf("1.6732632423543772848170429916717")

ORDINARY = [-3.7, -2.0, -1.0, -0.5, -0.03, 0.07, 0.4, 1.0, 1.9, 4.2]
FAR = [-100.0, -40.0, 40.0, 100.0]
WIDE = ORDINARY + FAR
POSITIVE = [1e-6, 0.003, 0.1, 0.5, 0.9, 1.0, 1.3, 2.0, 7.5, 40.0, 100.0, 1e6]
PAIRS = [(a, b) for a, b in zip([-3.7, -1.5, -0.2, 0.0, 0.3, 1.0, 2.6, 7.0, -40.0, 100.0, 1e-3, 1e3],
                                [1.1, -0.7, 0.4, 2.0, -5.0, 1.25, 2.5, -0.01, 3.0, -40.0, 1e2, -1e-2])]


def elu(alpha):
    return lambda x: x if x > 0 else alpha * mp.expm1(x)


def normal_cdf(x):
    return mp.erfc(-x / mp.sqrt(2)) / 2


def logistic(x):
    return 1 / (1 + mp.exp(-x))


def celu(alpha):
    """Barron 2017."""
    return lambda x: x if x > 0 else alpha * mp.expm1(x / alpha)


def gelu_tanh(x):
    """The approximation of Hendrycks and Gimpel 2016."""
    return x * (1 + mp.tanh(mp.sqrt(2 / mp.pi) * (x + mp.mpf("0.044715") * x**3))) / 2


# name, constant, truth, PyTorch's, points
UNARY = [
    ("negate", None, lambda x: -x, torch.neg, WIDE),
    ("abs", None, lambda x: x if x > 0 else -x, torch.abs, WIDE),
    ("sign", None, lambda x: mp.mpf(1) if x > 0 else mp.mpf(-1), torch.sign, WIDE),
    ("exp", None, mp.exp, torch.exp, WIDE),
    ("log", None, mp.log, torch.log, POSITIVE),
    ("log1p", None, mp.log1p, torch.log1p, [-0.999, -0.5, -0.03, -1e-9, 1e-9] + POSITIVE),
    ("expm1", None, mp.expm1, torch.expm1, WIDE + [-1e-9, 1e-9]),
    ("sqrt", None, mp.sqrt, torch.sqrt, POSITIVE),
    ("square", None, lambda x: x * x, torch.square, WIDE),
    ("reciprocal", None, lambda x: 1 / x, torch.reciprocal, WIDE),
    ("tanh", None, mp.tanh, torch.tanh, WIDE),
    ("sigmoid", None, logistic, torch.sigmoid, WIDE),
    ("softplus", 1.0, lambda x: mp.log1p(mp.exp(x)), g.ACTIVATIONS["softplus(1.0)"], WIDE),
    ("softplus", 3.0, lambda x: mp.log1p(mp.exp(3 * x)) / 3, g.ACTIVATIONS["softplus(3.0)"], WIDE),
    ("relu", None, lambda x: x if x > 0 else mp.mpf(0), torch.relu, WIDE),
    ("leaky_relu", 0.2, lambda x: x if x > 0 else mp.mpf(0.2) * x, g.ACTIVATIONS["leaky_relu(0.2)"], WIDE),
    ("elu", 1.0, elu(1), g.ACTIVATIONS["elu(1.0)"], WIDE),
    ("elu", 0.7, elu(mp.mpf(0.7)), g.ACTIVATIONS["elu(0.7)"], WIDE),
    ("selu", None, lambda x: SELU_SCALE * elu(SELU_ALPHA)(x), torch.selu, WIDE),
    ("gelu", None, lambda x: x * normal_cdf(x), g.ACTIVATIONS["gelu"], WIDE),
    ("silu", None, lambda x: x * logistic(x), g.ACTIVATIONS["silu"], WIDE),
    ("erf", None, mp.erf, torch.erf, WIDE),
    ("rsqrt", None, lambda x: 1 / mp.sqrt(x), torch.rsqrt, POSITIVE),
    ("pow", 3.0, lambda x: x**3, lambda x: x.pow(3.0), ORDINARY),
    ("pow", 2.5, lambda x: x ** mp.mpf(2.5), lambda x: x.pow(2.5), POSITIVE),
    ("pow", -1.5, lambda x: x ** mp.mpf(-1.5), lambda x: x.pow(-1.5), POSITIVE),
    ("logit", None, lambda x: mp.log(x / (1 - x)), torch.logit, [1e-6, 0.003, 0.1, 0.4, 0.7, 0.9, 0.999]),
    ("log_sigmoid", None, lambda x: -mp.log1p(mp.exp(-x)), F.logsigmoid, WIDE),
    # PyTorch rounds 1/alpha of celu to a float in its gradient, so alpha has an inverse that is one.
    ("celu", 0.5, celu(mp.mpf(0.5)), lambda x: F.celu(x, 0.5), WIDE),
    # Not at 4.2: its derivatives there are 1 - tanh times about 100, and cancel to fewer digits than are asked for.
    ("gelu_tanh", None, gelu_tanh, lambda x: F.gelu(x, approximate="tanh"), ORDINARY[:-1] + [2.6] + FAR),
    ("clamp(-1.5, 0.8)", None, lambda x: min(max(x, mp.mpf(-1.5)), mp.mpf(0.8)), lambda x: x.clamp(-1.5, 0.8), WIDE),
    ("sin", None, mp.sin, torch.sin, WIDE),
    ("cos", None, mp.cos, torch.cos, WIDE),
]
BINARY = [
    ("add", lambda a, b: a + b, torch.add),
    ("subtract", lambda a, b: a - b, torch.sub),
    ("multiply", lambda a, b: a * b, torch.mul),
    ("divide", lambda a, b: a / b, torch.div),
    ("maximum", lambda a, b: a if a > b else b, torch.maximum),
    ("minimum", lambda a, b: a if a < b else b, torch.minimum),
    ("where(1)", lambda a, b: a, lambda a, b: torch.where(torch.tensor(True), a, b)),
    ("where(0)", lambda a, b: b, lambda a, b: torch.where(torch.tensor(False), a, b)),
]


def true_derivative(f, point, orders):
    """∂^orders f at a point: exact arithmetic on the doubles given, rounded once at the end."""
    point = [mp.mpf(x) for x in point]
    return float(f(*point) if sum(orders) == 0 else mp.diff(f, point if len(point) > 1 else point[0],
                                                            orders if len(point) > 1 else orders[0]))


def torch_derivative(f, point, orders):
    xs = [torch.tensor(x, requires_grad=True) for x in point]
    y = f(*xs)
    for x, order in zip(xs, orders):
        for _ in range(order):
            if not y.requires_grad:
                return 0.0
            y = g.gradient(y, [x])[0]
    return float(y)


def multi_indices(arguments):
    """(0,0), (1,0), (0,1), (2,0), (1,1), …: the partial derivatives of order 0 to 3."""
    every = itertools.product(range(ORDERS + 1), repeat=arguments)
    return sorted((o for o in every if sum(o) <= ORDERS), key=lambda o: (sum(o), [-i for i in o]))


def case(name, constant, truth, second_opinion, points):
    partials, worst = {}, 0
    for orders in multi_indices(len(points[0])):
        values = [true_derivative(truth, p, orders) for p in points]
        partials["".join(map(str, orders))] = values
        for point, value in zip(points, values):
            if max(map(abs, point)) < 10:
                other = torch_derivative(second_opinion, point, orders)
                worst = max(worst, abs(other - value) / max(1, abs(value)))
    result = {"function": name} if constant is None else {"function": name, "constant": constant}
    return {**result, "points": [list(p) for p in points], "derivatives": partials}, worst


def section():
    mp.mp.dps = DIGITS
    cases, worst = [], {}
    every = [(n, c, f, t, [(x,) for x in xs]) for n, c, f, t, xs in UNARY] + [(n, None, f, t, PAIRS) for n, f, t in BINARY]
    for name, constant, truth, second_opinion, points in every:
        one, error = case(name, constant, truth, second_opinion, points)
        cases.append(one)
        worst[name if constant is None else "%s(%s)" % (name, constant)] = error
        assert error < 1e-9, (name, error)
    g.write(
        "pointwise",
        cases,
        digits=DIGITS,
        conventions="derivatives[ij] = the partial derivative of order i by the first argument and j by the second, at each"
        " point in turn; no point lies on a kink; where(c): the condition is the constant c",
        check="PyTorch where every |argument| < 10, relative to max(1, |truth|)",
        largestDiscrepancy=worst,
    )
    print("  PyTorch and mpmath agree to %.1e" % max(worst.values()))
