"""One epoch of the reference's `train` against PyTorch on the CPU, and against the bare matrix products.

    .venv/bin/python -m benchmarks.training [--rounds 3]

The same network, batches, float32 and threads (one); plain gradient descent and Adam, two sizes of network, two batch
sizes. A ratio is taken in each round, the two in turn; the median is what counts. PyTorch is no dependency of ours:
`pip install torch` (its CPU build) into .venv brings it, and without it this says so and ends.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

for _threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_threads] = "1"  # read when NumPy and PyTorch are imported
for _held_back in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
    os.environ.pop(_held_back, None)  # each side may use all that the processor can; these are for NumPy's alone

import numpy as np  # noqa: E402
from lab import data  # noqa: E402
from lab.optimizers import OPTIMIZERS  # noqa: E402

from autograder.course.reference import reference  # noqa: E402

NETWORKS = ([784, 32, 10], [784, 256, 128, 10])
BATCHES = (64, 256)
FLAGS = ("gd", "adam")


def _gd_step(theta: Any, gradient: Any, state: Any, eta: float) -> tuple[Any, Any]:
    """As notebook 07 gives it to students: its other steps are theirs to write."""
    return reference().update_parameters(theta, gradient(theta), eta), state


def ours(X: Any, y: Any, sizes: list[int], flag: str, batch: int) -> float:
    """Seconds of one epoch of `train`."""
    step = _gd_step if flag == "gd" else getattr(reference(), OPTIMIZERS[flag].function)
    rng = np.random.default_rng(0)
    begun = time.perf_counter()
    reference().train(X, y, sizes, step, OPTIMIZERS[flag].eta, 1, batch, rng)
    return time.perf_counter() - begun


def pytorch(torch: Any, X: Any, y: Any, sizes: list[int], flag: str, batch: int) -> float:
    """Seconds of one epoch of the same in PyTorch, written as its tutorials do: an example a row, each loss kept."""
    rows, labels = torch.from_numpy(np.array(X.T, order="C")), torch.from_numpy(y.astype(np.int64))
    layers: list[Any] = []
    for k in range(1, len(sizes)):
        layers += [torch.nn.Linear(sizes[k - 1], sizes[k]), torch.nn.ReLU()]
    network, loss_of = torch.nn.Sequential(*layers[:-1]), torch.nn.CrossEntropyLoss()
    kind = torch.optim.SGD if flag == "gd" else torch.optim.Adam
    optimizer, losses = kind(network.parameters(), lr=OPTIMIZERS[flag].eta), []
    begun = time.perf_counter()
    order = torch.randperm(len(labels))
    for start in range(0, len(labels), batch):
        chosen = order[start : start + batch]
        loss = loss_of(network(rows[chosen]), labels[chosen])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return time.perf_counter() - begun


def products(N: int, sizes: list[int], batch: int) -> float:
    """Seconds of the matrix products alone: W h forwards, Wᵀ∇a (but for the first layer) and ∇a hᵀ backwards."""
    layers = list(zip(sizes, sizes[1:], strict=False))
    W = [np.ones((rows, columns), np.float32) for columns, rows in layers]
    h = [np.ones((columns, batch), np.float32) for columns, _ in layers]
    grad = [np.ones((rows, batch), np.float32) for _, rows in layers]
    begun = time.perf_counter()
    for _ in range(-(-N // batch)):
        for k in range(len(layers)):
            W[k] @ h[k]
            grad[k] @ h[k].T
            if k:
                W[k].T @ grad[k]
    return time.perf_counter() - begun


def settings() -> Iterator[tuple[list[int], int, str]]:
    """Every network, batch size and optimizer."""
    return ((sizes, batch, flag) for sizes in NETWORKS for batch in BATCHES for flag in FLAGS)


def _median(rounds: int, run: Callable[[], float]) -> float:
    return statistics.median(run() for _ in range(rounds))


def main() -> int:
    """Measure, and print a line for each setting."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    try:
        import torch
    except ImportError:
        print("PyTorch is not installed here: the comparison of `train` with it is left out.")
        return 0
    torch.set_num_threads(1)
    X, y = data.fashion_mnist()[:2]
    print("One epoch of `train` on the training images, float32, one thread (seconds: medians)")
    print(f"{'network':<20}{'batch':>6}{'':>6}{'ours':>8}{'PyTorch':>9}{'ratio':>8}{'products':>10}{'× them':>8}")
    worst = 0.0
    for sizes, batch, flag in settings():
        pairs = [
            (ours(X, y, sizes, flag, batch), pytorch(torch, X, y, sizes, flag, batch)) for _ in range(asked.rounds)
        ]
        mine, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
        ratio = statistics.median(one / other for one, other in pairs)
        bare = _median(asked.rounds, lambda sizes=sizes, batch=batch: products(X.shape[1], sizes, batch))  # type: ignore[misc]
        name, worst = "-".join(map(str, sizes)), max(worst, ratio)
        print(f"{name:<20}{batch:>6}{flag:>6}{mine:>8.2f}{theirs:>9.2f}{ratio:>8.2f}{bare:>10.2f}{mine / bare:>8.1f}")
    print(f"  {'yes' if worst < 1 else 'NO ':<4}every ratio to PyTorch below 1: the largest is {worst:.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
