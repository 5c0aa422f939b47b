"""Networks of dense, convolutional and transposed convolutional layers: what a case's critic and generator are made of.

A network is a list of layers, written into the case as it is, and a list of parameters: weight and bias of each layer that
has any, in order. The activation follows every layer with parameters but the last.
"""

import golden as g
import torch
import torch.nn.functional as F

DENSE = {"layer": "dense"}
ACTIVATIONS = ["relu", "leaky_relu(0.2)", "elu(1.0)", "softplus(1.0)", "tanh", "sigmoid", "gelu", "silu"]
KINKED = {"relu", "leaky_relu(0.2)", "elu(1.0)"}


def convolution(stride, padding):
    return {"layer": "convolution", "stride": stride, "padding": padding}


def transposed(stride, padding):
    return {"layer": "transposed", "stride": stride, "padding": padding}


# Shapes of weights; a bias has one number for each output: axis 1 of dense and transposed, axis 0 of convolution.
CRITICS = {
    "mlp": ([DENSE, DENSE, DENSE], [(2, 5), (5, 4), (4, 1)]),
    "convolutional": ([convolution(2, 1), convolution(1, 0), DENSE], [(2, 1, 3, 3), (3, 2, 2, 2), (3, 1)]),
}
GENERATORS = {
    "mlp": ([DENSE, DENSE], [(2, 4), (4, 2)]),
    "convolutional": ([DENSE, {"layer": "reshape", "to": [2, 2, 2]}, transposed(2, 1)], [(2, 8), (2, 1, 4, 4)]),
}
SAMPLE = {"mlp": (2,), "convolutional": (1, 4, 4)}
LATENT = 2
BATCH = 3


def draw_parameters(layers, shapes):
    theta = []
    for layer, shape in zip([l for l in layers if l["layer"] != "reshape"], shapes):
        outputs, fan_in = shape[1], shape[0]
        if layer["layer"] == "convolution":
            outputs, fan_in = shape[0], shape[1] * shape[2] * shape[3]
        theta += [g.drawn(*shape, scale=1.5 / fan_in**0.5), g.drawn(outputs, scale=0.4)]
    return theta


def apply(layers, activation, theta, x, pre=None):
    """The network's output; appends its pre-activations to pre."""
    used = 0
    for layer in layers:
        if layer["layer"] == "reshape":
            x = x.reshape(len(x), *layer["to"])
            continue
        weight, bias = theta[used : used + 2]
        used += 2
        if layer["layer"] == "dense":
            x = x.flatten(1) @ weight + bias
        else:
            function = F.conv2d if layer["layer"] == "convolution" else F.conv_transpose2d
            x = function(x, weight, bias, layer["stride"], layer["padding"])
        if used < len(theta):
            if pre is not None:
                pre.append(x)
            x = g.ACTIVATIONS[activation](x)
    return x


def squared_slopes(critic, x):
    """‖∇x critic‖² per sample, over all axes but the batch, at points that are constants."""
    x = x.detach().requires_grad_()
    return g.gradient(critic(x).sum(), [x])[0].square().flatten(1).sum(1)


class Players:
    """A critic and a generator of one kind and activation, with samples clear of kinks, and slopes of about 1."""

    def __init__(self, kind, activation):
        self.kind, self.activation = kind, activation
        self.critic_layers, critic_shapes = CRITICS[kind]
        self.generator_layers, generator_shapes = GENERATORS[kind]
        while True:
            self.critic = draw_parameters(self.critic_layers, critic_shapes)
            self.generator = draw_parameters(self.generator_layers, generator_shapes)
            self.real, self.z = g.drawn(BATCH, *SAMPLE[kind]), g.drawn(BATCH, LATENT)
            self.alpha = g.rounded(torch.rand(BATCH, *[1] * len(SAMPLE[kind])))
            self.fake = g.rounded(self.generate(self.generator))
            if self.scale_slopes() and self.is_clear():
                return

    def value(self, theta, x, pre=None):
        return apply(self.critic_layers, self.activation, theta, x, pre)

    def generate(self, theta, pre=None):
        return apply(self.generator_layers, self.activation, theta, self.z, pre)

    def interpolates(self):
        return self.alpha * self.real + (1 - self.alpha) * self.fake

    def norms(self):
        return squared_slopes(lambda x: self.value(self.critic, x), self.interpolates()).sqrt()

    def scale_slopes(self):
        """Scales the critic until its slopes at interpolates lie on both sides of 1; false where one is nearly 0."""
        norms = self.norms().sort().values
        if norms[0] < 0.05:
            return False
        self.critic[-2] = g.rounded(self.critic[-2] / (norms[0] * norms[-1]).sqrt())
        return True

    def is_clear(self):
        norms = self.norms()
        pre = []
        self.generate(self.generator, pre)
        for x in (self.real, self.fake, self.interpolates(), self.generate(self.generator)):
            self.value(self.critic, x, pre)
        both_sides = (norms > 1).any() and (norms < 1).any()
        distances = torch.cat([norms, (norms - 1).abs(), (norms - 0.7).abs()])
        return bool(both_sides) and bool(distances.min() > g.MARGIN) and g.clear_of_kinks(pre)

    def described(self):
        return {
            "kind": self.kind,
            "activation": self.activation,
            "criticLayers": self.critic_layers,
            "critic": g.plain(self.critic),
        }
