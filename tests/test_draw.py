"""The figures: each is drawn from what it is given, once, with true words beside it, or says calmly why not."""

from __future__ import annotations

import io
import itertools
import warnings

import IPython.display
import matplotlib
import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from lab import draw
from lab.figures import LOOK
from matplotlib.text import Text
from nbclient import NotebookClient
from PIL import Image

from tests.draw_gallery import FIGURES, NEEDS_NO_FUNCTION, alt, figure_functions, functions, shown

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("no_figure_is_left_behind")]

matplotlib.use("agg")


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
    assert '<th scope="row">mine</th><td>4</td><td>1</td><td>0.5</td><td>0.25</td>' in table
    assert before != after


def test_the_style_sheet_serves_for_plots_of_ones_own():
    from autograder.course.layout import LAB

    with plt.style.context(LAB / "lab.mplstyle"):
        assert plt.figure().get_facecolor() == matplotlib.colors.to_rgba("#fcfcfa")


def test_twelve_curves_look_different():
    ax = draw.descent.learning_curves({f"run {i}": [1, 0.5] for i in range(12)})
    assert len({(line.get_color(), repr(line._unscaled_dash_pattern)) for line in ax.lines}) == 12


COUNT = """
from matplotlib.backends.backend_agg import FigureCanvasAgg as Canvas
draws, plain = [], Canvas.draw
Canvas.draw = lambda canvas: (draws.append(canvas), plain(canvas))[1]
"""


def test_in_a_real_kernel_every_figure_is_drawn_and_shown_once_when_its_cell_ends(tmp_path):
    """Also the second, a student's own among them, and where nobody has loaded Matplotlib before."""
    sources = [
        "import numpy as np; from lab import draw",
        "draw.activations.neuron(np.tanh)",
        "draw.activations.neuron(np.tanh)\ndraw.descent.learning_curves({'a': [2, 1]})",
        "import matplotlib.pyplot as plt\nplt.plot([0, 1]);",
        "draw.descent.learning_curves({'a': [2, 1]})\nplt.plot([3, 2], label='mine')\nplt.show()",
        COUNT,
        "draw.activations.neuron(np.tanh)",
        "print(len(draws))",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}).execute()
    kinds = [[sorted(output.get("data", {})) for output in cell.outputs] for cell in notebook.cells]
    ours, plain = ["text/html", "text/plain"], ["image/png", "text/plain"]
    assert kinds == [[], [ours], [ours, ours], [plain], [ours], [], [ours], [[]]]
    assert "mine falls from 3" in notebook.cells[4].outputs[0].data["text/html"]
    assert notebook.cells[-1].outputs[0].text == "1\n"


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
