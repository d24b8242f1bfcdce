# Made by `make release` from solutions/backpropagation/lab/lab_report.py: edit that file, not this one.
"""The lab report of notebook 07: one page made from your own runs, as lab_report.html beside the notebook.

report = LabReport()
report.add("Adam, η = 0.002, 32 units", losses, share_of_the_validation_images)
report.page(counts, names, share_of_the_test_images)

It decides no mark. The page stands by itself: its picture and its tables are in the one file.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from numpy.typing import NDArray

from lab.figures import LOOK, curve

FILE = "lab_report.html"
WINDOW = 25  # steps that a point of a curve is the mean of
_STYLE = """
.lab-report {max-width: 46em; line-height: 1.45}
.lab-report .wide {overflow-x: auto}
.lab-report table {border-collapse: collapse; margin: .5em 0}
.lab-report th, .lab-report td {border: 1px solid #8888; padding: .2em .5em; text-align: right}
.lab-report th {font-weight: 600} .lab-report tr :first-child {text-align: left}
.lab-report td.own {font-weight: 700} .lab-report img {max-width: 100%; height: auto; border-radius: 6px}
"""


@dataclass(frozen=True)
class _Run:
    words: str
    losses: NDArray[np.float64]
    share: float  # of the validation images

    @property
    def smooth(self) -> NDArray[np.float64]:
        """The losses, each a mean over some steps."""
        wide = min(WINDOW, self.losses.size)
        return np.convolve(self.losses, np.ones(wide) / wide, "valid") if wide else self.losses


@dataclass
class LabReport:
    """What was tried, in order."""

    runs: list[_Run] = field(default_factory=list)

    def add(self, words: str, losses: Sequence[float], share: float) -> None:
        """Note a run: what was tried, the loss of each step, the share of the validation images that are right.

        The same words again take the place of the earlier run, so a cell may be run twice.
        """
        new = _Run(str(words), np.asarray(losses, dtype=np.float64).ravel(), float(share))
        self.runs = [run for run in self.runs if run.words != new.words] + [new]

    def page(self, counts: Any, names: Sequence[str], test_share: float) -> Any:
        """Write the page, and give it to be shown here. `counts`: the confusion matrix, true class down."""
        from IPython.display import HTML

        body = self._body(np.asarray(counts), names, test_share)
        head = "<meta charset='utf-8'><meta name='viewport' content='width=device-width'><title>Lab report</title>"
        Path(FILE).write_text(f"<!doctype html><html lang='en'>{head}{body}</html>", encoding="utf-8")
        return HTML(body)

    def _body(self, counts: NDArray[Any], names: Sequence[str], test_share: float) -> str:
        parts = (
            f"<h3>Lab report: Fashion-MNIST</h3><p>{self._sentence(test_share)}</p>",
            f"<h4>What was tried</h4><div class='wide'>{self._table()}</div>",
            f"<h4>How the losses fell</h4>{self._picture()}",
            f"<h4>What is taken for what</h4><p>Validation images: the true class down, the predicted one across.</p>"
            f"<div class='wide'>{_confusions(counts, names)}</div>",
        )
        return f"<style>{_STYLE}</style><div class='lab-report'>{''.join(parts)}</div>"

    def _sentence(self, test_share: float) -> str:
        last = f", {self.runs[-1].share:.2%} of the validation images" if self.runs else ""
        tried = f"{len(self.runs)} run{'s' * (len(self.runs) != 1)}"
        return f"{tried}. The last one gets {test_share:.2%} of the test images right, which were counted once{last}."

    def _table(self) -> str:
        head = "<tr><th>run</th><th>steps</th><th>loss at the end</th><th>validation images right</th></tr>"
        best = max((run.share for run in self.runs), default=0.0)
        rows = [
            f"<tr><td>{escape(run.words)}</td><td>{run.losses.size}</td><td>{_end(run)}</td>"
            f"<td{' class=own' * (run.share == best)}>{run.share:.2%}</td></tr>"
            for run in self.runs
        ]
        return f"<table>{head}{''.join(rows)}</table>"

    def _picture(self) -> str:
        drawn = [run for run in self.runs if run.losses.size]
        if not drawn:
            return "<p>No losses were noted.</p>"
        with mpl.rc_context(LOOK):
            figure, ax = plt.subplots(figsize=(7.6, 0.24 * len(drawn) + 3.4))
            for run in drawn:
                ax.plot(np.linspace(0, 1, run.smooth.size), run.smooth, label=run.words, linewidth=1.5)
            ax.set(xlabel="share of the run's steps", ylabel=f"loss, mean over {WINDOW} steps", yscale="log")
            ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), ncols=1)
            png = io.BytesIO()
            figure.savefig(png, format="png", bbox_inches="tight")
            plt.close(figure)
        said = "; ".join(f"{run.words} {curve(np.linspace(0, 1, run.smooth.size), run.smooth)}" for run in drawn)
        data, alt = base64.b64encode(png.getvalue()).decode(), escape(f"Loss over the share of the run: {said}.")
        return f'<img alt="{alt}" src="data:image/png;base64,{data}">'


def _end(run: _Run) -> str:
    return f"{run.smooth[-1]:.4f}" if run.losses.size else ""


def _confusions(counts: NDArray[Any], names: Sequence[str]) -> str:
    head = "".join(f"<th scope='col'>{escape(name)}</th>" for name in names)
    rows = [
        f"<tr><th scope='row'>{escape(name)}</th>"
        + "".join(f"<td{' class=own' * (i == j)}>{n:g}</td>" for j, n in enumerate(row))
        + "</tr>"
        for i, (name, row) in enumerate(zip(names, counts, strict=True))
    ]
    return f"<table><tr><th></th>{head}</tr>{''.join(rows)}</table>"
