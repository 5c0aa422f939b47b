"""Bilinear grid sampling and the affine grid (Jaderberg et al. 2015), to third order.

PyTorch differentiates its grid_sample once only, so the sampling is written in its elementary operations here; value and
gradient are compared with its own.
"""

import golden as g
import orders
import torch
import torch.nn.functional as F

ORDERS = 3


def grid_sample(image, grid, edge):
    """Bilinear, align_corners False: pixel i of n has its centre at (2i + 1)/n - 1. Outside: zeros or the border."""
    batch, channels, height, width = image.shape
    x = ((grid[..., 0] + 1) * width - 1) / 2
    y = ((grid[..., 1] + 1) * height - 1) / 2
    result = 0
    for column in (x.detach().floor(), x.detach().floor() + 1):
        for row in (y.detach().floor(), y.detach().floor() + 1):
            weight = (1 - (x - column).abs()) * (1 - (y - row).abs())
            inside = (column >= 0) & (column < width) & (row >= 0) & (row < height) | (edge == "border")
            place = (row.clamp(0, height - 1) * width + column.clamp(0, width - 1)).long().view(batch, 1, -1)
            pixels = image.flatten(2).gather(2, place.expand(-1, channels, -1)).view(batch, channels, *x.shape[1:])
            result = result + pixels * (weight * inside).unsqueeze(1)
    return result


def affine_grid(theta, height, width):
    """grid = theta·(x, y, 1) at the centres of an image's pixels."""
    x = (2 * torch.arange(width, dtype=theta.dtype) + 1) / width - 1
    y = (2 * torch.arange(height, dtype=theta.dtype) + 1) / height - 1
    rows, columns = torch.meshgrid(y, x, indexing="ij")
    base = torch.stack([columns, rows, torch.ones_like(rows)], -1)
    return torch.einsum("hwk,nck->nhwc", base, theta)


def torch_grid_sample(image, grid, edge):
    return F.grid_sample(image, grid, "bilinear", edge, False)


def is_clear(grid, height, width):
    """Whether no place sampled lies on a line or column of pixels' centres, where the bilinear surface has its folds."""
    pixels = ((grid + 1) * torch.tensor([width, height]) - 1) / 2
    return bool((pixels - pixels.round()).abs().min() > g.MARGIN)


def draw_grid(batch, height, width, image):
    while True:
        grid = g.drawn(batch, height, width, 2, scale=0.6)
        if is_clear(grid, *image.shape[2:]) and grid.abs().max() > 1.2:
            return grid


def draw_theta(batch, height, width, image):
    while True:
        theta = g.rounded(torch.tensor([[0.9, 0, 0], [0, 0.9, 0]]) + 0.3 * torch.randn(batch, 2, 3))
        if is_clear(affine_grid(theta, height, width), *image.shape[2:]):
            return theta


def images():
    """Cases of an image and places in it: an operation's name, the function, PyTorch's own, operands, settings."""
    for batch, channels, size, out in ((2, 2, (3, 4), (2, 3)), (1, 1, (5, 3), (3, 3)), (2, 1, (2, 2), (2, 2))):
        image = g.drawn(batch, channels, *size)
        grid, theta = draw_grid(batch, *out, image), draw_theta(batch, *out, image)
        own_grid = lambda t, out=out: affine_grid(t, *out)
        torch_grid = lambda t, shape=[batch, channels, *out]: F.affine_grid(t, shape, False)
        yield "affineGrid", own_grid, torch_grid, [theta], {"size": list(out)}
        for edge in ("zeros", "border"):
            own = lambda x, places, edge=edge: grid_sample(x, places, edge)
            other = lambda x, places, edge=edge: torch_grid_sample(x, places, edge)
            yield "gridSample", own, other, [image, grid], {"edge": edge}
        yield (
            "spatialTransformer",
            lambda x, t, by=own_grid: grid_sample(x, by(t), "zeros"),
            lambda x, t, by=torch_grid: torch_grid_sample(x, by(t), "zeros"),
            [image, theta],
            {"size": list(out), "edge": "zeros"},
        )


def section():
    cases, worst = [], 0
    for name, own, other, operands, settings in images():
        one, error = orders.case(name, own, operands, ORDERS, **settings)
        cases.append(one)
        worst = max(worst, error, orders.agrees(own, other, operands, 1))
    assert worst < 1e-6, worst
    g.write(
        "sampling",
        cases,
        margin=g.MARGIN,
        conventions="gridSample: operands image [batch, channels, height, width] and grid [batch, …size, 2] of (x,"
        " y) in [-1, 1]; bilinear, edge is what lies outside, align_corners False; affineGrid: operand theta [batch,"
        " 2, 3], size = [height, width] of the grid; spatialTransformer: gridSample of the image at affineGrid of"
        " theta; " + orders.CONVENTIONS,
        check="PyTorch's grid_sample and affine_grid, value and gradient; fourth-order central differences of the"
        " next lower order to third",
        largestDiscrepancy=worst,
    )
