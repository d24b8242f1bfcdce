"""The figures of notebook 07: drawn from the functions and numbers given, with words that say what is to be seen."""

import warnings

import IPython.display
import numpy as np
import pytest
from lab import draw
from lab.data import NAMES
from lab.optimizers import OPTIMIZERS
from lab.parameters import Parameters

from autograder.course.reference import reference


@pytest.fixture
def shown(monkeypatch):
    """What `style.show` gave to Jupyter: a list of (data, metadata)."""
    outputs = []
    monkeypatch.setattr(IPython.display, "display", lambda data, raw, metadata: outputs.append((data, metadata)))
    return outputs


def images(count=60):
    rng = np.random.default_rng(3)
    return rng.random((784, count)).astype(np.float32), np.arange(count) % 10


def probabilities(y):
    """A network's answer: wrong for every third example, the surer the later it comes."""
    y_hat = np.full((10, len(y)), 0.01)
    guess = np.where(np.arange(len(y)) % 3 == 0, (y + 1) % 10, y)
    y_hat[guess, np.arange(len(y))] = np.linspace(0.5, 0.9, len(y))
    return y_hat


def gradient(X, y):
    r = reference()
    theta = r.initialize_parameters([784, 4, 10], np.random.default_rng(0))
    h, a, y_hat = r.forward_propagation(theta, X, r.relu, r.softmax)
    return r.back_propagation(theta, h, a, y_hat, y, r.relu_prime)


def steps():
    r = reference()
    gd = lambda theta, gradient, state, eta: (r.update_parameters(theta, gradient(theta), eta), state)  # noqa: E731
    return {"gd": gd, **{flag: getattr(r, o.function) for flag, o in OPTIMIZERS.items() if flag != "gd"}}


def _confusion():
    _, y = images()
    draw.training.confusion(reference().confusion_matrix(y, probabilities(y), 10), NAMES)


def _confidently_wrong():
    X, y = images()
    draw.images.confidently_wrong(X, y, probabilities(y), NAMES)


FIGURES = {
    "gallery": lambda: draw.images.gallery(*images(200), NAMES),
    "weights": lambda: draw.images.weights(gradient(*images())),
    "confidently_wrong": _confidently_wrong,
    "gradient_noise": lambda: draw.training.gradient_noise(gradient, *images(1100), np.random.default_rng(1), 3),
    "valley": lambda: draw.training.valley(steps()),
    "curves": lambda: draw.training.curves(
        {flag: np.linspace(2, 0.5, 40) for flag in OPTIMIZERS}, dict.fromkeys(OPTIMIZERS, 0.8)
    ),
    "confusion": _confusion,
}


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_one_picture_with_alternative_text_and_no_warning(name, shown):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        FIGURES[name]()
    [(data, metadata)] = shown
    alt = metadata["image/png"]["alt"]
    assert len(alt.split()) > 10
    assert alt in data["text/plain"]


def alt_of(shown):
    return shown[0][1]["image/png"]["alt"]


def test_the_surest_mistakes_are_told_surest_first_and_right_answers_never(shown):
    FIGURES["confidently_wrong"]()
    told = alt_of(shown).split("Left to right: ")[1].rstrip(".").split("; ")
    wrong = [i for i in range(59, -1, -1) if i % 3 == 0][:12]
    assert told == [f"{NAMES[i % 10]} taken for {NAMES[(i + 1) % 10]}" for i in wrong]


def test_the_confusion_figure_tells_the_most_frequent_mistake(shown):
    counts = np.full((10, 10), 2)
    np.fill_diagonal(counts, 99)
    counts[6, 0] = 31
    draw.training.confusion(counts, NAMES)
    assert "Shirt taken for T-shirt/top, 31 times" in alt_of(shown)


def test_the_valley_is_drawn_from_the_student_s_own_steps(shown):
    still = lambda theta, gradient, state, eta: (theta, state)  # noqa: E731
    draw.training.valley({**steps(), "momentum": still})
    assert "momentum down to 53" in alt_of(shown)


def test_steps_that_give_plain_tuples_can_be_drawn(shown):
    plain = lambda theta, gradient, state, eta: (tuple(theta), state)  # noqa: E731
    draw.training.valley({"gd": plain})
    assert len(shown) == 1


def test_a_figure_of_an_unwritten_step_is_one_calm_line(shown, capsys):
    def unwritten(*_):
        raise NotImplementedError("Exercise 7.2: write momentum_step here, then delete this line.")

    draw.training.valley({**steps(), "momentum": unwritten})
    assert shown == []
    assert "not written yet. Exercise 7.2" in capsys.readouterr().out


def test_weights_of_any_number_of_units_can_be_drawn(shown):
    for units in (1, 16, 33):
        draw.images.weights(Parameters([None, np.random.default_rng(0).standard_normal((units, 784))], [None, None]))
    assert len(shown) == 3
