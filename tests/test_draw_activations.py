"""The figures of notebooks 01 and 02, and the look they share: drawn from the functions given, with words beside."""

from __future__ import annotations

import base64
import re
import sys
import warnings

import IPython.display
import numpy as np
import pytest
from lab import draw
from lab.draw import style

from autograder.course.reference import reference


@pytest.fixture
def shown(monkeypatch):
    """What `style.show` gave to Jupyter: a list of (data, metadata)."""
    outputs = []
    monkeypatch.setattr(IPython.display, "display", lambda data, raw, metadata: outputs.append((data, metadata)))
    return outputs


def figures():
    """Every figure of the two notebooks, as (name, how it is drawn from the functions `f`)."""
    slopes = lambda f: {"logistic": f.logistic_prime, "tanh": f.tanh_prime, "relu": f.relu_prime}  # noqa: E731
    return {
        "neuron": lambda f: draw.activations.neuron(f.logistic),
        "beside_logistic": lambda f: draw.activations.beside(f.logistic, f.logistic_prime, "logistic"),
        "beside_tanh": lambda f: draw.activations.beside(np.tanh, f.tanh_prime, "tanh"),
        "beside_relu": lambda f: draw.activations.beside(f.relu, f.relu_prime, "relu"),
        "together": lambda f: draw.activations.together(f.logistic, slopes(f), f.relu),
        "depth": lambda f: draw.activations.depth(slopes(f)),
        "bars": lambda f: draw.outputs.bars(f.softmax),
        "shift_and_scale": lambda f: draw.outputs.shift_and_scale(f.softmax, [2.0, -1.0, 0.0, 1.0]),
        "labels": lambda f: draw.outputs.labels(f.one_hot, f.softmax),
        "surprise": lambda f: draw.outputs.surprise(f.cross_entropy),
        "two_losses": lambda f: draw.outputs.two_losses(f.softmax, f.one_hot, f.cross_entropy, f.squared_error),
    }


@pytest.mark.parametrize("name", figures())
def test_a_figure_is_one_picture_with_alternative_text_and_no_warning(name, shown):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figures()[name](reference())
    [(data, metadata)] = shown
    alt = metadata["image/png"]["alt"]
    assert len(alt.split()) > 15
    assert re.search(r'alt="([^"]+)"', data["text/html"])
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert alt in data["text/plain"]


@pytest.mark.parametrize("name", figures())
def test_a_figure_of_an_unwritten_function_is_one_calm_line(name, shown, capsys):
    def stub(*_):
        raise NotImplementedError("Exercise 9.9: write it here.")

    class Unwritten:
        def __getattr__(self, _):
            return stub

    figures()[name](Unwritten())
    assert shown == []
    out, err = capsys.readouterr()
    assert "not written yet" in out
    assert "Exercise 9.9" in out
    assert err == ""


def test_a_figure_is_drawn_from_the_function_that_is_passed(shown):
    f = reference()
    draw.activations.beside(f.logistic, f.logistic_prime, "logistic")
    draw.activations.beside(f.logistic, lambda a: 2 * f.logistic_prime(a), "logistic")
    (right, _), (doubled, _) = shown
    assert "at most 0.25" in right["text/plain"]
    assert "at most 0.50" in doubled["text/plain"]
    assert right["image/png"] != doubled["image/png"]


def test_an_error_in_the_function_itself_is_not_hidden():
    def broken(a):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        draw.activations.neuron(broken)


def test_figures_leave_the_students_own_matplotlib_settings_alone(shown):
    import matplotlib

    before = dict(matplotlib.rcParams)
    draw.activations.neuron(np.tanh)
    assert dict(matplotlib.rcParams) == before
    if "matplotlib.pyplot" in sys.modules:
        assert sys.modules["matplotlib.pyplot"].get_fignums() == []


def test_alternative_text_cannot_break_out_of_its_attribute(shown):
    fig, _ = style.figure()
    style.show(fig, alt='a "quoted" <b>')
    assert 'alt="a &quot;quoted&quot; &lt;b&gt;"' in shown[0][0]["text/html"]


def _luminance(colour):
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one, other):
    """The contrast ratio of WCAG 2: from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_text_and_thin_lines_stand_out_from_the_paper():
    assert contrast(style.INK, style.PAPER) >= 7  # WCAG AAA for text
    assert contrast(style.MUTED, style.PAPER) >= 4.5  # AA
    for colour in (style.BLUE, style.ORANGE, style.GREEN, style.PURPLE):
        assert contrast(colour, style.PAPER) >= 3  # graphics


def test_draw_names_a_module_that_is_not_there():
    with pytest.raises(AttributeError, match="no module 'nothing'"):
        _ = draw.nothing
