"""The card of a failed check: what it shows, that it escapes everything, and what IPython makes of it."""

import html.parser
import re

import nbformat
import numpy as np
import pytest
from lab import check
from lab.check import CheckFailed, Finding, StudentCodeRaised, examine
from lab.check.engine import card, running
from lab.check.engine.examine import Case
from lab.check.engine.source import lines_of
from lab.keys import KEYS
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

NASTY = "<script>alert(1)</script><b onmouseover=x>"


def failed(function, check_of=check.softmax):
    with pytest.raises(CheckFailed) as raised:
        check_of(function)
    return raised.value


class Tags(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.seen, self.attributes = [], set(), set()

    def handle_starttag(self, tag, attributes):
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attributes}
        if tag != "hr":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def tags_of(page):
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    return tags


def test_a_card_has_function_input_both_values_with_shapes_first_index_and_hint():
    error = failed(lambda a: np.exp(a) / np.exp(a).sum())
    for page, hint in ((card.html(error), "Help 1"), (card.text(error), "Hint")):
        for part in ("softmax", "columns of", "Expected", "Got", "shape (", "First difference", "[0, 0]", hint):
            assert part in page


def test_a_card_says_the_same_twice():
    error = failed(lambda a: a)
    assert card.html(error) == card.html(error)
    assert card.text(error) == card.text(error)


def test_everything_in_a_card_is_escaped():
    finding = Finding(NASTY, "unknown", NASTY, NASTY, NASTY, NASTY, NASTY, (1, 2), NASTY, NASTY)
    raised = StudentCodeRaised(finding)
    raised.__cause__ = ValueError(NASTY)
    tags = tags_of(card.html(raised))
    assert tags.seen <= {"div", "p", "pre", "strong", "details", "summary", "hr"}
    assert tags.attributes <= {"role", "aria-label", "style", "tabindex", "data-lm-suppress-shortcuts"}


def test_code_in_a_hint_is_shown_as_code():
    finding = Finding("softmax", "unknown", "wrong", "`-=` writes into `a<b>`.")
    assert "<code>-=</code> writes into <code>a&lt;b&gt;</code>." in card.html(CheckFailed(finding))


def test_a_card_has_no_colour_of_its_own_so_that_light_and_dark_both_read_well():
    page = card.html(failed(lambda a: a.T))
    colours = re.findall(r"(?:^|[;\"'])\s*(?:background|color)\s*:\s*([^;\"']+)", page)
    assert set(colours) <= {"inherit", "transparent"}
    assert "#" not in page


def test_a_card_is_a_labelled_group_and_what_scrolls_can_be_reached_by_keyboard():
    page = card.html(failed(lambda a: a.T))
    assert 'role="group"' in page
    assert 'aria-label="Check of softmax failed"' in page
    assert page.count("<pre") == page.count('<pre tabindex="0"')


def test_keys_pressed_where_a_card_has_the_focus_are_not_the_notebook_s():
    error = failed(lambda a: np.exp(a) / np.exp(a).sum())
    error.lines = "line 2: return np.exp(a) / np.exp(a).sum()"
    focusable = re.findall(r"<summary[^>]*>|<[^>]*tabindex[^>]*>", card.html(error))
    assert len([tag for tag in focusable if tag.startswith("<summary")]) == 4
    assert [tag for tag in focusable if KEYS not in tag] == []


def test_a_hidden_card_has_got_and_hint_but_neither_expected_nor_input():
    with pytest.raises(CheckFailed) as raised:
        examine(lambda a: -a, "f", [Case("two numbers", (np.arange(2.0) + 1.5,), np.arange(2.0) + 1.5)])
    for page in (card.html(raised.value), card.text(raised.value)):
        assert "Expected" not in page
        assert "2.5" not in page
        assert "opposite sign" in page


def test_the_students_traceback_is_theirs_alone_and_whole():
    def inner(a):
        return a @ a

    def softmax(a):
        return inner(a)

    error = failed(softmax)
    trace = card.student_traceback(error)
    assert "in inner" in trace
    assert "return a @ a" in trace
    assert "calling.py" not in trace
    assert "ValueError" in card.text(error)
    assert "return a @ a" in card.html(error)


def test_a_traceback_from_another_process_is_shown_as_it_came():
    error = StudentCodeRaised(Finding("f", "raised", "your code raised ValueError"))
    error.__cause__ = ValueError("x")
    error.__cause__.student_traceback = "Cell In[3], line 7\nValueError: <x>"
    assert "Cell In[3], line 7" in card.text(error)
    assert "ValueError: &lt;x&gt;" in card.html(error)


def test_a_failure_without_findings_still_has_a_card():
    assert "failed" in card.html(CheckFailed())
    assert "failed" in card.text(CheckFailed())


def test_outside_a_notebook_the_card_is_plain_text(monkeypatch):
    monkeypatch.setattr("IPython.get_ipython", lambda: None)  # whatever other tests have left running in here
    finding = Finding("softmax", "unknown", "columns sum to 3", hint="Which axis is summed?")
    lines = "\n".join(CheckFailed(finding)._render_traceback_())
    assert "<div" not in lines
    assert "columns sum to 3" in lines and "Hint: Which axis is summed?" in lines


SETUP = "import numpy as np\nfrom lab import check"
WRONG = "def softmax(a):\n    return np.exp(a) / np.exp(a).sum()\ncheck.softmax(softmax)"
RAISES = "def softmax(a):\n    b = a + 1\n    return b[:, 99]\ncheck.softmax(softmax)"
NOT_WRITTEN = "def one_hot(y, k):\n    raise NotImplementedError('Exercise 2.2')\ncheck.one_hot(one_hot)"
RIGHT = "def relu(a):\n    return np.maximum(0, a)\ncheck.relu(relu)"
FAILED_SINCE = "missing\ndef relu(a):\n    return 2 * np.maximum(0, a)"
AGAIN = "check.relu(relu)"
ENDLESS = (
    "from lab.check.engine import running\nrunning.SECONDS = 0.5\n"
    "def tanh_prime(a):\n    while True:\n        try:\n            pass\n        except Exception:\n            pass\n"
    "check.tanh_prime(tanh_prime)"
)
ASLEEP = (
    "import time\nrunning.WAITS = 2\n"
    "def logistic_prime(a):\n    time.sleep(60)\n    return a\n"
    "check.logistic_prime(logistic_prime)"
)
WAITING = (
    "running.SECONDS, running.WAITS = 0.1, 600\n"
    "def logistic(a):\n    time.sleep(0.15)\n    return (1 + np.tanh(a / 2)) / 2\n"
    "check.logistic(logistic)"
)
PLAIN = (
    "def update_parameters(theta, grads, eta):\n"
    "    part = lambda w, g: [None] + [x - eta * d for x, d in zip(w[1:], g[1:])]\n"
    "    return part(theta.W, grads.W), part(theta.b, grads.b)\n"
    "check.update_parameters(update_parameters)"
)
CELLS = [SETUP, WRONG, RAISES, NOT_WRITTEN, RIGHT, FAILED_SINCE, AGAIN, PLAIN, ENDLESS, ASLEEP, WAITING]


@pytest.fixture(scope="module")
def notebook():
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    book = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(book, allow_errors=True, timeout=60, kernel_name="python3").execute()
    return book


def error_of(cell):
    [error] = [output for output in cell.outputs if output.output_type == "error"]
    return error


def pages_of(cell):
    return [o.data["text/html"] for o in cell.outputs if o.output_type == "display_data"]


def test_in_a_notebook_the_card_is_shown_and_the_error_is_short(notebook):
    cell = notebook.cells[1]
    [page] = pages_of(cell)
    assert "Check of softmax failed" in page
    error = error_of(cell)
    assert error.ename == "CheckFailed"
    assert len("\n".join(error.traceback).splitlines()) <= 3


def test_in_a_notebook_the_students_own_traceback_has_the_right_line(notebook):
    text = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(error_of(notebook.cells[2]).traceback))
    assert "IndexError" in text
    assert "----> 3     return b[:, 99]" in text
    assert "calling.py" not in text


def test_nothing_of_a_failed_check_goes_to_stderr(notebook):
    for cell in notebook.cells:
        assert not [o for o in cell.outputs if o.get("name") == "stderr"]


def test_a_failed_check_stops_a_run_so_that_validate_sees_it():
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in (SETUP, WRONG)])
    with pytest.raises(CellExecutionError):
        NotebookClient(book, timeout=60, kernel_name="python3").execute()


def printed_by(notebook, source):
    cell = notebook.cells[CELLS.index(source)]
    return "".join(output.text for output in cell.outputs if output.output_type == "stream")


def test_what_is_not_written_yet_is_one_grey_line_and_no_card(notebook):
    cell = notebook.cells[CELLS.index(NOT_WRITTEN)]
    assert pages_of(cell) == []
    assert error_of(cell).traceback == ["\x1b[90mone_hot: not written yet: Exercise 2.2\x1b[0m"]


def test_a_card_says_which_run_of_which_cell_it_has_tested(notebook):
    [page] = pages_of(notebook.cells[1])
    assert "Tested: <code>softmax</code> as it was defined in run [2]." in page
    assert "since" not in page


def test_a_tick_for_a_definition_that_a_later_run_has_failed_to_renew_says_so(notebook):
    assert printed_by(notebook, RIGHT).startswith("✓ relu")
    assert "run" not in printed_by(notebook, RIGHT)
    said = printed_by(notebook, AGAIN)
    assert said.startswith("✓ relu") and "in run [6]" in said and "did it end with an error?" in said


def test_an_endless_loop_is_stopped_with_a_word_whatever_it_catches(notebook):
    assert running.SECONDS == 10.0  # half a second in this notebook
    cell = notebook.cells[CELLS.index(ENDLESS)]
    [page] = pages_of(cell)
    assert "it had not ended after 0.5 seconds of computing, and was stopped" in page
    assert "Which loop goes on for ever?" in page


def test_the_limit_is_of_computing_and_what_only_waits_has_a_longer_one(notebook):
    """So on a busy machine a right function passes, and one that sleeps for ever is stopped all the same."""
    assert printed_by(notebook, WAITING).startswith("✓ logistic")
    [page] = pages_of(notebook.cells[CELLS.index(ASLEEP)])
    assert "it had not ended after 1 seconds, and was stopped" in page


def test_a_plain_tuple_where_parameters_is_meant_is_right_with_a_word_about_what_will_not_work(notebook):
    said = printed_by(notebook, PLAIN)
    assert "✓ update_parameters" in said
    assert "update_parameters gives a plain tuple: right, but `.W` does not work on it." in said


def test_in_a_notebook_help_comes_in_three_steps_from_a_question_to_the_student_s_own_line(notebook):
    [page] = pages_of(notebook.cells[1])
    steps = re.findall(
        r"<details[^>]*><summary[^>]*><strong>Help (\d):</strong> ([\w ]+)</summary>(.*?)</details>", page
    )
    assert [title for _, title, _ in steps] == ["a question", "what your numbers say", "where in your code"]
    assert "the whole array sums to 1" in steps[1][2]
    assert "line 2: return np.exp(a) / np.exp(a).sum()" in steps[2][2]
    assert "the whole array" not in page.split("Help 1:")[0]
    assert "the whole array" not in "".join(error_of(notebook.cells[1]).traceback)


@pytest.mark.parametrize(
    ("code", "label", "lines"),
    [
        ("def f(g, h):\n    W = g @ h.T\n    b = g.sum()\n    return W, b", "grad_b", "line 3: b = g.sum()"),
        (
            "def f(n):\n    W, b = [None], [None]\n    for k in n:\n        b.append(k)\n    return Parameters(W, b)",
            "b[1]",
            "line 2: W, b = [None], [None]\nline 4: b.append(k)",
        ),
        (
            "def f(W, x, g):\n    h, a = [x], [None]\n    a.append(W @ h[0])\n    h.append(g(a[1]))\n    y_hat = a[1]\n"
            "    return h, a, y_hat",
            "h[1]",
            "line 2: h, a = [x], [None]\nline 3: a.append(W @ h[0])\nline 4: h.append(g(a[1]))",
        ),
        ("def f(a):\n    def g(x):\n        return -x\n\n    return g(a)", "", "line 5: return g(a)"),
        ("def f(a):\n    e = a\n    return e / 2", "", "line 2: e = a\nline 3: return e / 2"),
        ("def f(a):\n    return a + 1", "", "line 2: return a + 1"),
        ("f = 3", "", ""),
    ],
)
def test_the_lines_that_make_a_part_of_an_answer_are_found(code, label, lines, tmp_path):
    path = tmp_path / "cell.py"
    path.write_text(code, encoding="utf-8")
    names = {}
    exec(compile(code, str(path), "exec"), names)
    assert lines_of(names["f"], label) == lines
