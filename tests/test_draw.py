"""The figures: each is drawn from what it is given, once, with true words beside it, or says calmly why not."""

from __future__ import annotations

import base64
import html
import io
import itertools
import re
import warnings

import IPython.display
import matplotlib
import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from lab import draw
from lab.data import NAMES
from lab.figures import LOOK, curve, label
from lab.parameters import Parameters
from matplotlib.text import Text
from nbclient import NotebookClient
from PIL import Image

from tests.draw_gallery import FIGURES, errors, figure_functions, functions

pytestmark = pytest.mark.slow

matplotlib.use("agg")


@pytest.fixture(autouse=True)
def no_figure_is_left_behind():
    plt.close("all")
    yield
    plt.close("all")


def shown(axes):
    """The HTML that a notebook gets of the figure of these Axes, as (alternative text, PNG, table)."""
    outputs = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(IPython.display, "display", lambda data, raw: outputs.append(data))
        np.ravel(np.array(axes))[0].figure._ipython_display_()
    [data] = outputs
    assert set(data) == {"text/html", "text/plain"}
    found = re.fullmatch(r'<img src="data:image/png;base64,([^"]+)" alt="([^"]+)"[^<>]*>(.*)', data["text/html"], re.S)
    alt = html.unescape(found[2])
    assert data["text/plain"] == f"[figure: {alt}]"
    return alt, base64.b64decode(found[1]), found[3]


def alt(axes):
    return shown(axes)[0]


# All of them


def test_every_figure_of_the_course_is_looked_at_here():
    assert figure_functions() == sorted(FIGURES)


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_one_picture_with_its_words_and_no_warning(name, capsys):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        axes = FIGURES[name](functions())
        words, png, table = shown(axes)
    assert len(words.split()) >= 10
    assert Image.open(io.BytesIO(png)).width == int(144 * plt.gcf().get_figwidth())
    assert table == "" or table.startswith("<details>")
    assert plt.get_fignums() == [1]
    assert "".join(capsys.readouterr()) == ""


@pytest.fixture
def shell():
    """A shell, and none afterwards: the grader's own could not be made beside it."""
    kind = IPython.core.interactiveshell.InteractiveShell
    before = kind.initialized()
    yield kind.instance()
    if not before:
        kind.clear_instance()


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_gives_back_its_axes_and_a_notebook_writes_nothing_of_them(name, shell):
    axes = FIGURES[name](functions())
    assert all(isinstance(ax, plt.Axes) for ax in np.ravel(np.array(axes)))
    for value in (axes, np.ravel(axes)[0]):
        assert shell.display_formatter.format(value) == ({}, {})


NEEDS_NO_FUNCTION = {
    "network.layers", "checking.table", "checking.line_up", "descent.learning_curves", "descent.examples",
    "images.gallery", "images.weights", "training.curves", "training.confusion",
}  # fmt: skip


def unwritten(name, function):
    def stub(*_, **__):
        raise NotImplementedError("Exercise 9.9: write it here.")

    return stub


CALLED_BEFORE = {"flow.shapes", "images.confidently_wrong"}  # they are given what functions returned


@pytest.mark.parametrize("name", sorted(FIGURES.keys() - NEEDS_NO_FUNCTION - CALLED_BEFORE))
def test_a_figure_of_an_unwritten_function_is_one_calm_line(name, capsys):
    f = functions(unwritten)
    if name == "descent.promise":
        f = functions(lambda name, function: unwritten(name, function) if name == "update_parameters" else function)
    assert FIGURES[name](f) is None
    out, err = capsys.readouterr()
    assert "not written yet. Exercise 9.9" in out and out.count("\n") == 1
    assert err == ""
    assert plt.get_fignums() == []


@pytest.mark.parametrize("answer", [None, "text", np.zeros((3, 3, 3)), (1, 2)])
def test_of_what_can_not_be_drawn_a_figure_says_so_calmly(answer, capsys):
    assert draw.activations.neuron(lambda a: answer) is None
    assert "can't be drawn; the checks of your functions say more" in capsys.readouterr().out
    assert plt.get_fignums() == []


def test_an_error_in_the_function_itself_is_not_hidden():
    def broken(a):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        draw.activations.neuron(broken)


def test_a_function_that_changes_its_argument_spoils_no_figure():
    def in_place(a):
        a[a < 0] = 0
        return a

    right, wrong = (draw.activations.neuron(g)[0].lines[0] for g in (lambda a: np.maximum(0, a), in_place))
    assert np.array_equal(right.get_xydata(), wrong.get_xydata())


def test_figures_leave_the_students_own_matplotlib_settings_alone():
    before = dict(matplotlib.rcParams)
    alt(draw.activations.neuron(np.tanh))
    assert dict(matplotlib.rcParams) == before


def ink(text, renderer):
    """The box of a text, a hair smaller: touching is no overlap. None for what is not seen."""
    if not (text.get_visible() and text.get_text().strip()) or text.get_rotation() % 90:
        return None
    box = text.get_window_extent(renderer)
    return (box.x0 + 1.5, box.y0 + 1.5, box.x1 - 1.5, box.y1 - 1.5) if box.width and box.height else None


def overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def texts_of(figure):
    """The texts that are drawn: not the labels of ticks beyond the limits."""
    ticks = {
        text
        for ax in figure.findobj(plt.Axes)
        for axis in (ax.xaxis, ax.yaxis)
        for tick in [*axis.majorTicks, *axis.minorTicks]
        for text in (tick.label1, tick.label2)
        if not axis.get_visible() or not ax.axison or tick not in axis._update_ticks()
    }
    return [text for text in figure.findobj(Text) if text not in ticks]


@pytest.mark.parametrize("name", FIGURES)
def test_texts_lie_on_the_card_and_clear_of_each_other(name):
    figure = np.ravel(np.array(FIGURES[name](functions())))[0].figure
    with matplotlib.rc_context(LOOK):
        figure.canvas.draw()
        renderer = figure.canvas.get_renderer()
        boxes = [(text.get_text(), box) for text in texts_of(figure) if (box := ink(text, renderer))]
    width, height = figure.canvas.get_width_height()
    assert len(boxes) >= 3
    assert [text for text, (x, y, r, t) in boxes if x < 0 or y < 0 or r > width or t > height] == []
    assert [(a, b) for (a, one), (b, other) in itertools.combinations(boxes, 2) if overlap(one, other)] == []


# The student's own


def test_what_the_cell_plots_afterwards_is_in_the_picture_and_in_its_words():
    ours = draw.descent.learning_curves({"η = 0.3": [3, 2, 1.5, 1.2]})
    before = shown(ours)[1]
    plt.plot([4, 1, 0.5, 0.25], label="mine")
    plt.plot([1, 1, 1, 1])
    words, after, table = shown(ours)
    assert "mine falls from 4 at 0 to 0.25 at 3" in words
    assert "a line drawn into it is 1 throughout" in words
    assert "<td>mine</td><td>4</td><td>1</td><td>0.5</td><td>0.25</td>" in table
    assert before != after


def test_the_style_sheet_serves_for_plots_of_ones_own():
    from autograder.course.layout import LAB

    with plt.style.context(LAB / "lab.mplstyle"):
        assert plt.figure().get_facecolor() == matplotlib.colors.to_rgba("#fcfcfa")


def test_twelve_curves_look_different():
    ax = draw.descent.learning_curves({f"run {i}": [1, 0.5] for i in range(12)})
    assert len({(line.get_color(), repr(line._unscaled_dash_pattern)) for line in ax.lines}) == 12


def test_in_a_real_kernel_every_figure_is_shown_once_when_its_cell_ends(tmp_path):
    """Also the second, a student's own among them, and where nobody has loaded Matplotlib before."""
    sources = [
        "import numpy as np; from lab import draw",
        "draw.activations.neuron(np.tanh)",
        "draw.activations.neuron(np.tanh)\ndraw.descent.learning_curves({'a': [2, 1]})",
        "import matplotlib.pyplot as plt\nplt.plot([0, 1]);",
        "draw.descent.learning_curves({'a': [2, 1]})\nplt.plot([3, 2], label='mine')\nplt.show()",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}).execute()
    kinds = [[sorted(output.get("data", {})) for output in cell.outputs] for cell in notebook.cells]
    ours, plain = ["text/html", "text/plain"], ["image/png", "text/plain"]
    assert kinds == [[], [ours], [ours, ours], [plain], [ours]]
    assert "mine falls from 3" in notebook.cells[-1].outputs[0].data["text/html"]


# Words


@pytest.mark.parametrize(
    ("x", "y", "told"),
    [
        ([0, 1, 2], [0, 1, 4], "rises from 0 at 0 to 4 at 2"),
        ([0, 1, 2], [4, 1, -0.5], "falls from 4 at 0 to −0.5 at 2"),
        ([0, 1, 2], [1, -2, 3], "goes from 1 at 0 to 3 at 2, lowest −2 at 1"),
        ([0, 1, 2, 3], [1, -2, 9, 3], "goes from 1 at 0 to 3 at 3, lowest −2 at 1, highest 9 at 2"),
        ([0, 1], [0.5, 0.5], "is 0.5 throughout"),
        ([7], [2], "is 2 at 7"),
        ([], [], "has no finite value"),
        ([0, 1], [np.nan, np.inf], "has no finite value"),
        ([0, 1, 2], [1, np.nan, 3], "rises from 1 at 0 to 3 at 2 (1 of 3 values are no finite numbers)"),
        ([0, np.nan, 2], [1, 2, 3], "rises from 1 at 0 to 3 at 2"),
    ],
)
def test_a_curve_is_told_by_its_ends_and_extremes(x, y, told):
    assert curve(x, y) == told


def test_the_words_are_those_of_the_function_that_is_passed():
    """Right ones are told right, and no sentence stays when the function is wrong."""
    f = functions()
    right, doubled = (
        alt(draw.activations.beside(f.logistic, g_prime, "logistic"))
        for g_prime in (f.logistic_prime, lambda a: 2 * f.logistic_prime(a))
    )
    assert "highest 0.25 at 0" in right and "highest 0.5 at 0" in doubled


# This tells but how many rows differ: it can be as many by chance.
COUNTS = {"flow.symmetry"}


@pytest.mark.parametrize("name", sorted(FIGURES.keys() - NEEDS_NO_FUNCTION - COUNTS - {"flow.shapes"}))
def test_the_words_change_when_the_functions_are_wrong(name):
    def wrong(name, function):
        def spoilt(*args, **kwargs):
            value = function(*args, **kwargs)
            return value[::-1].copy() * 3 + 0.1 if isinstance(value, np.ndarray) and value.ndim else value

        def of_parameters(*args, **kwargs):
            W, b = function(*args, **kwargs)
            return Parameters([None, *(3 * w for w in W[1:])], b)

        def of_scalar(*args, **kwargs):
            return 3 * function(*args, **kwargs) + 0.1

        def of_tuple(*args, **kwargs):
            return tuple(3 * part + 0.1 for part in function(*args, **kwargs))

        kinds = {
            "initialize_parameters": of_parameters, "back_propagation": of_parameters,
            "update_parameters": of_parameters, "cross_entropy": of_scalar, "squared_error": of_scalar,
            "relative_error": of_scalar,
            "parameter_gradients": of_tuple, "logistic": of_scalar, "relu": of_scalar, "relu_prime": of_scalar,
            "logistic_prime": of_scalar,
        }  # fmt: skip
        steps = ("momentum_step", "nesterov_step", "adam_step", "forward_propagation")
        return function if name in steps else kinds.get(name, spoilt)

    right, spoilt = alt(FIGURES[name](functions())), alt(FIGURES[name](functions(wrong)))
    assert right != spoilt


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("outputs.bars", "a_1 = 4: 0.12, 0.87, 0.02"),
        ("outputs.shift_and_scale", "a + 3: 0.67, 0.24, 0.09"),
        ("outputs.surprise", "at 0.5: 0.693; at 0.1: 2.3; at 0.01: 4.61"),
        ("network.layers", "shape of W_1: 128, 784"),
        ("flow.shapes", "layer 1, W_1: 6, 4"),
        ("flow.spreads", "spread of h_1 to h_7: 0.19, 0.0382, 0.0075"),
        ("flow.outer_products", "row 1: −0.125, 0.125; row 2: 0.5, 0.125; row 3: −0.375, −0.25"),
        ("flow.symmetry", "your initialisation, different rows: 6"),
        ("flow.twins", "every weight 0.3, different rows: 1"),
        ("checking.table", "yours, tanh: ✓ 1e−09, ? 3e−04, ✗ 2e+00, ✓ 1e−09, ✗ nan, ✗ 2e+00"),
        ("descent.parabola", "θ_0 to θ_6: −1, 0, 0, 0, 0, 0, 0"),
        ("training.curves", "gradient descent: 80"),
    ],
)
def test_the_words_tell_the_numbers(name, told):
    assert told in alt(FIGURES[name](functions()))


def test_the_confusion_figure_tells_the_most_frequent_mistake():
    counts = np.full((10, 10), 2)
    np.fill_diagonal(counts, 99)
    counts[6, 0] = 31
    words = alt(draw.training.confusion(counts, NAMES))
    assert "990 of 1199 are on the diagonal" in words
    assert "Shirt taken for T-shirt/top, 31 times" in words


def test_the_surest_mistakes_are_told_surest_first_and_right_answers_never():
    y = np.arange(60) % 10
    y_hat = np.full((10, 60), 0.01)
    y_hat[np.where(np.arange(60) % 3 == 0, (y + 1) % 10, y), np.arange(60)] = np.linspace(0.5, 0.9, 60)
    words = alt(draw.images.confidently_wrong(np.zeros((784, 60)), y, y_hat, NAMES))
    wrong = [i for i in range(59, -1, -1) if i % 3 == 0][:12]
    assert words.endswith("; ".join(f"{NAMES[i % 10]} taken for {NAMES[(i + 1) % 10]}" for i in wrong) + ".")


def test_a_suspect_that_raises_is_told_and_the_others_are_judged():
    def judge(suspect):
        if suspect:
            raise KeyError
        return errors()

    words = alt(draw.checking.line_up(judge, {"larch": 1, "oak": 0}))
    assert "larch: ✗ raises KeyError; oak: ✓ 1e−09" in words


def test_alternative_text_cannot_break_out_of_its_attribute():
    assert 'a "quoted" <b>' in alt(draw.descent.learning_curves({'a "quoted" <b>': [1, 2]}))


@pytest.mark.parametrize(
    ("name", "written"),
    [("5 $", "5 \\$"), ("$θ_t$", "$θ_t$"), ("${$ or $", "\\${\\$ or \\$"), ("_mine", " _mine"), (7, "7")],
)
def test_a_name_is_written_as_mathematics_only_if_it_is(name, written):
    assert label(name) == written


# A table, where there are few numbers


def test_a_table_stands_beside_at_most_50_numbers():
    few, many = (shown(draw.descent.learning_curves({"run": np.arange(1, n + 1)}))[2] for n in (50, 51))
    assert few.count("<td>") == 51 and many == ""


def test_every_figure_of_few_numbers_has_its_table():
    without = set()
    for name, draws in FIGURES.items():
        if not shown(draws(functions()))[2]:
            without.add(name)
        plt.close("all")
    assert without == {
        "activations.neuron", "activations.beside", "activations.together", "activations.depth", "outputs.surprise",
        "outputs.two_losses", "flow.symmetry", "checking.secants", "checking.error_against_step",
        "checking.two_ways_to_measure", "checking.kink", "descent.promise", "descent.examples",
        "images.gallery", "images.weights", "images.confidently_wrong", "training.curves",
        "training.confusion",
    }  # fmt: skip


# Losses of every day


@pytest.mark.parametrize(
    ("losses", "told"),
    [
        ([], "run has no finite value"),
        ([np.nan] * 5, "has no finite value"),
        ([1, 2, np.inf, np.nan], "rises from 1 at 0 to 2 at 1 (2 of 4"),
        ([0, 0, 0], "is 0 throughout"),
        ([-1, -2], "falls from −1 at 0 to −2 at 1"),
        ([3], "is 3 at 0"),
        ([1, 0.5, 0], "falls from 1 at 0 to 0 at 2"),
    ],
)
def test_learning_curves_of_any_losses_are_drawn_honestly(losses, told):
    ax = draw.descent.learning_curves({"run": losses})
    assert told in alt(ax)
    positive = len(losses) > 0 and all(loss > 0 for loss in losses if np.isfinite(loss)) and np.isfinite(losses).any()
    assert ax.get_yscale() == ("log" if positive else "linear")
    if np.isnan(losses).any():
        assert "no number at t = " in ax.get_legend().get_texts()[0].get_text()


def test_no_runs_at_all_give_an_empty_figure():
    assert "The loss of θ_t" in alt(draw.descent.learning_curves({}))


# The look


def _luminance(colour):
    channels = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in matplotlib.colors.to_rgb(colour))
    r, g, b = channels
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one, other):
    """The contrast ratio of WCAG 2: from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_text_and_thin_lines_stand_out_from_the_paper():
    from lab.draw import style

    assert contrast(style.INK, style.PAPER) >= 7  # WCAG AAA for text
    assert contrast(style.MUTED, style.PAPER) >= 4.5  # AA
    for colour in (style.BLUE, style.ORANGE, style.GREEN, style.PURPLE):
        assert contrast(colour, style.PAPER) >= 3  # graphics


def test_draw_names_a_module_that_is_not_there():
    with pytest.raises(AttributeError, match="no module 'nothing'"):
        _ = draw.nothing


def test_symmetry_tells_how_many_different_rows_there_are():
    def zeros(sizes, rng):
        W, b = functions().initialize_parameters(sizes, rng)
        return Parameters([None, *(0 * w for w in W[1:])], b)

    words = alt(draw.flow.symmetry(zeros, functions().forward_propagation))
    assert "every weight 0.3, different rows: 1" in words and "your initialisation, different rows: 1" in words
