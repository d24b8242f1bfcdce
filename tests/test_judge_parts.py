"""The judge's small parts: marks that fail closed, text made harmless, arguments written back, bounds."""

from __future__ import annotations

import base64
import resource
import struct
import time
import zlib
from pathlib import Path

import numpy as np
import pytest
from lab.check.engine.findings import CheckFailed, Finding, StudentCodeRaised
from lab.parameters import Parameters

from autograder.clean import clean_text
from autograder.course.notebooks import course_notebook
from autograder.course.sources import bound_names, used_names
from autograder.judge import memory, outputs
from autograder.judge.failures import Absent, Stopped
from autograder.judge.guard import bounded
from autograder.judge.harmless import harmless
from autograder.judge.marks import mark, value_mark
from autograder.judge.memory import limited_memory, uncounted
from autograder.judge.present import present
from autograder.judge.proxies import student_error
from autograder.judge.run_test import CheckOutcome, run_test
from autograder.judge.write_back import write_back
from autograder.verdicts import Verdict

# One red pixel, as any drawing program writes it.
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="

# Marks


@pytest.mark.parametrize("value", [None, True, np.True_, 4, 4.0, np.float64(4), np.int64(4)])
def test_full_marks(value):
    assert (value_mark(value, 4.0).verdict, value_mark(value, 4.0).score) == ("passed", 4.0)


@pytest.mark.parametrize("value", [0.5, 1, 3.999, np.float32(0.5)])
def test_a_number_below_the_maximum_is_partial(value):
    assert (value_mark(value, 4.0).verdict, value_mark(value, 4.0).score) == ("partial", float(value))


@pytest.mark.parametrize(
    "value",
    [
        *(0, False, np.False_, -1, -0.001, 4.001, 99, float("nan"), float("inf"), -float("inf"), 10**400, 1j),
        *("4", "full", b"4", [4], (), {}, np.array(4.0), np.array([1, 2]), object(), np.nan, CheckFailed),
    ],
)
def test_anything_else_is_nothing(value):
    found = value_mark(value, 4.0)
    assert (found.verdict, found.score) == ("wrong", 0.0)


def raised(error):
    return mark(CheckOutcome(raised=error), 4.0, "relu")


def student_raised(name="ValueError"):
    error = StudentCodeRaised(Finding("relu", "raised", "your code raised"))
    error.__cause__ = student_error({"kind": name, "name": name, "text": "x", "traceback": "t", "in": "relu"})
    return error


@pytest.mark.parametrize(
    "error, verdict",
    [
        (CheckFailed(Finding("relu", "shape", "another shape")), "wrong"),
        (CheckFailed(), "wrong"),
        (AssertionError("no"), "wrong"),
        (CheckFailed(Finding("relu", "not_written", "not written yet")), "error"),
        (NotImplementedError("Exercise 5.4"), "error"),
        (student_raised(), "error"),
        (student_raised("MemoryError"), "memory"),
        (student_raised().__cause__, "error"),
        (Absent("relu"), "error"),
        (Stopped(Verdict.TIMEOUT, "late"), "timeout"),
        (Stopped(Verdict.MEMORY, "much"), "memory"),
        (Stopped(Verdict.CRASHED, "gone"), "crashed"),
    ],
)
def test_each_failure_has_its_verdict_and_no_marks(error, verdict):
    assert (raised(error).verdict, raised(error).score) == (verdict, 0.0)


@pytest.mark.parametrize("error", [KeyError("x"), TypeError("our mistake"), ZeroDivisionError(), SystemExit()])
def test_a_mistake_of_the_checks_own_is_never_a_mark(error):
    assert (raised(error).verdict, raised(error).score) == ("grader_failure", None)


def test_a_mistake_of_the_checks_own_while_it_handles_a_students_exception_is_its_own():
    error = KeyError("our mistake")
    error.__context__ = student_raised().__cause__
    assert raised(error).verdict == "grader_failure"


def test_a_broken_check_is_presented_without_its_source():
    outcome = run_test("secret = 1 / 0", "<test>", {}, CheckOutcome())
    shown = present(outcome, mark(outcome, 4.0, "relu"), 4.0, 1)
    assert [o["output_type"] for o in shown] == ["error"] and "secret" not in str(shown)


# Test cells


def test_the_last_expression_is_the_value_and_prints_are_kept():
    outcome = run_test(
        "import sys\nprint('a')\nprint('b', file=sys.stderr)\n40 + x", "<test>", {"x": 2}, CheckOutcome()
    )
    assert outcome.value == 42 and outputs.merged(outcome.outputs) == [outputs.stream("a\nb\n")]


def test_a_cell_that_ends_in_a_statement_has_no_value():
    assert run_test("7\nx = 1", "<test>", {}, CheckOutcome()).value is None


def test_names_are_read_from_the_master():
    assert bound_names("import numpy as np\ndef f(x):\n    y = 1\na, b = 1, 2\nclass C: pass") == {
        "f",
        "a",
        "b",
        "C",
        "np",
    }
    assert used_names("check.relu(relu)\nhidden.relu(relu, 1)") == ["check", "relu", "hidden"]
    tests = course_notebook("01_activations").tests
    assert tests["test_logistic_stable"].function == "logistic" and tests["test_relu"].points == 1


# Text


@pytest.mark.parametrize(
    "text, clean",
    [
        ("plain ŷ = W·h", "plain ŷ = W·h"),
        ("two\n\tlines", "two\n\tlines"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b[2J\x1b[Hgone", "gone"),
        ("\x1b]0;title\x07after", "after"),
        ("\x1b]8;;http://evil\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("10%\r50%\r100%\n", "100%\n"),
        ("dos\r\nlines\r\n", "dos\nlines\n"),
        ("a\x00b\x07c\x08d\x7fe\x9bf", "abcdef"),
        ("abc\u202etxt.exe", "abctxt.exe"),
        ("\x1b", ""),
        ("\x1b\x1b[31m\x1b", ""),
    ],
)
def test_text_is_made_harmless(text, clean):
    assert clean_text(text) == clean


def test_colours_may_stay():
    assert clean_text("\x1b[1;31mred\x1b[2K\x1b[0m", colours=True) == "\x1b[1;31mred\x1b[0m"


def test_cleaning_takes_time_in_proportion():
    start = time.process_time()
    clean_text("\x1b[" * 200_000 + "\x1b]" * 100_000 + "\r" * 300_000 + "a\r" * 100_000)
    clean_text("one line without an end, and one bell\a" + "x" * 1_000_000)
    assert time.process_time() - start < 2


# Outputs from the student's process


@pytest.mark.parametrize(
    "forged",
    [
        *(None, 7, "x", {}, [None, 7, [], "x", {}]),
        [{"output_type": "evil"}],
        [{"output_type": "stream", "text": 7}],
        [{"output_type": "update_display_data", "data": {}}],
    ],
)
def test_forged_outputs_are_dropped(forged):
    assert outputs.checked(forged, 1, 1000) == []


def test_what_is_cleaned_away_counts_as_output_too():
    shown = [{"output_type": "display_data", "data": {"text/html": "<b>" * 500}, "metadata": {}}] * 4
    assert [o["output_type"] for o in outputs.checked(shown, 1, 3000)] == ["display_data", "display_data", "stream"]


def test_of_very_many_outputs_the_rest_is_left_out_and_that_is_said():
    shown = outputs.checked([{"output_type": "stream", "text": str(i)} for i in range(2000)], 1, 10**6)
    assert len(shown) == 1001 and outputs.CUT in shown[-1]["text"]


def test_an_exception_without_a_traceback_does_not_show_ours():
    assert student_error({"kind": "ValueError", "name": "ValueError", "text": "x"}).student_traceback == "ValueError: x"


def test_the_name_of_an_exception_is_cleaned_like_any_text():
    error = student_error({"kind": "\x1b[2JOdd", "name": "\x1b[2JOdd", "text": "\x1b[2Jx", "in": "\x1b[2Jf"})
    assert "\x1b" not in f"{error} {error.student_traceback} {error.student_report}"


def data(**kinds):
    return [{"output_type": "display_data", "data": kinds, "metadata": {}}]


def kept(bundle):
    (output,) = outputs.checked([{"output_type": "display_data", "data": bundle, "metadata": {}}], 1, 10**6)
    return output["data"]


def test_only_text_pictures_and_html_are_kept():
    bundle = {
        "text/plain": "x",
        "image/png": PIXEL,
        "image/svg+xml": "<svg onload=alert(1)>",
        "text/latex": r"\href{javascript:alert(1)}{x}",
        "text/markdown": "<script>",
        "application/javascript": "alert(1)",
    }
    assert set(kept(bundle)) == {"text/plain", "image/png"}


@pytest.mark.parametrize("picture", ['"><script>alert(1)</script>', "javascript:", "iVBOR w0KGgo=", 7, None])
def test_a_picture_that_is_no_base64_is_dropped(picture):
    assert kept({"image/png": picture, "text/plain": "x"}) == {"text/plain": "x"}


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<img src="http://evil/x.png">',
        '<a href="javascript:alert(1)">x</a>',
        "<style>* {display: none}</style>",
        '<b style="position: fixed">x</b>',
        "<iframe src=//evil></iframe>",
        "<svg><script>alert(1)</script></svg>",
        '<img src="data:image/png;base64,AAAA" alt="x" onerror="alert(1)">',
        '<img src="data:image/png;base64,AAAA" alt="x" style="background: url(//evil)">',
        '<img src="data:image/svg+xml;base64,AAAA" alt="x">',
    ],
)
def test_html_keeps_nothing_that_runs_hides_or_fetches(html):
    safe = kept({"text/html": html}).get("text/html", "")
    assert not any(f"<{tag}" in safe for tag in ("script", "img", "style", "iframe", "svg", "a "))
    assert "style=" not in safe and "onerror=" not in safe and "href" not in safe


def test_a_table_stays_a_table():
    table = "<table><tr><th>k</th></tr><tr><td>1</td></tr></table>"
    assert kept({"text/html": table})["text/html"].count("<td>") == 1


@pytest.mark.parametrize(
    "html, safe",
    [
        ("a < b & c &lt;script&gt;", "a &lt; b &amp; c &lt;script&gt;"),
        ("<!-- <b> -->x<!doctype html>", "x"),
        ("<script>alert('<b>')</script><style>b {}</STYLE >x", "x"),
        ("<script>never closed", ""),
        ("<scr<script>ipt>alert(1)</script>", "&lt;scr"),
        ("</div></div><b>bold", "<b>bold</b>"),
        ("<b><i>x</b>y</i>", "<b><i>x</i></b>y"),
        ("<td colspan=2 onclick='x'>", '<td colspan="2"></td>'),
        ("<b x='>", "<b></b>"),
        ("<img src=x onerror=alert(1)><p/onclick=1>", "<p></p>"),
        ("<b", "&lt;b"),
        ("line<br/>line", "line<br>line"),
    ],
)
def test_html_is_built_anew_from_bare_tags(html, safe):
    assert kept({"text/html": html}).get("text/html", "") == safe


@pytest.mark.parametrize(
    "part",
    ["<b>", "<div>", "<b><i>", "</b>", "<", "<!--", "<!", "<script>", "<script></script>", "<b ", "&lt", "<td a"],
)
def test_html_takes_time_in_proportion(part):
    start = time.process_time()
    harmless(part * (500_000 // len(part)))
    assert time.process_time() - start < 2


PNG = f'<img src="data:image/png;base64,{PIXEL}" alt="a &quot;g&quot; &lt; 1" width="600" style="max-width: 100%">'


def test_a_figure_of_the_course_is_kept_once_as_a_picture_with_its_words_and_its_table_beside_it():
    table = "<details><summary>x</summary><table><tr><td>1</td></tr></table></details>"
    output = {
        "output_type": "display_data",
        "data": {"text/html": PNG + table, "text/plain": "[figure]"},
        "metadata": {},
    }
    picture, numbers = outputs.checked([output], 1, 10_000)
    assert picture["data"] == {"image/png": PIXEL, "text/plain": "[figure]"}
    assert picture["metadata"] == {"image/png": {"alt": "a  g    1", "width": 600}}
    assert numbers["data"]["text/html"] == table
    assert "1" in numbers["data"]["text/plain"] and "<" not in numbers["data"]["text/plain"]


@pytest.mark.parametrize(
    "html",
    [
        PNG.replace('alt="', 'onload="alert(1)" alt="'),
        PNG.replace("image/png", "image/svg+xml"),
        PNG.replace("600", "600&quot; onload=&quot;alert(1)"),
        PNG + "<script>alert(1)</script><img src=x onerror=alert(1)>",
        PNG.replace("&lt; 1", "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"),
    ],
)
def test_what_only_looks_like_a_figure_of_the_course_keeps_nothing_that_runs(html):
    found = {"output_type": "display_data", "data": {"text/html": html}, "metadata": {}}
    for output in outputs.checked([found], 1, 10_000):
        told = str(output["metadata"]) + output["data"].get("text/html", "")
        assert not any(mark in told for mark in ("<img", "<script", "onload=", "onerror=", "svg"))


def png_of(width, height):
    """A picture that says it is that large; whoever unpacks it takes its word."""
    head = struct.pack(">4sIIBBBBB", b"IHDR", width, height, 8, 0, 0, 0, 0)
    return base64.b64encode(
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
        + struct.pack(">I", 0) + b"IDAT" + struct.pack(">I", zlib.crc32(b"IDAT"))
    ).decode()  # fmt: skip


def test_a_picture_of_a_thousand_million_pixels_is_dropped():
    assert kept({"image/png": png_of(3000, 3000)}) != {}
    assert kept({"image/png": png_of(30_000, 30_000), "text/plain": "x"}) == {"text/plain": "x"}


def test_a_picture_is_no_larger_than_a_page():
    about = {"image/png": {"width": 10**9, "height": -1, "alt": "x"}}
    shown = {"output_type": "display_data", "data": {"image/png": PIXEL}, "metadata": about}
    assert outputs.checked([shown], 1, 10**6)[0]["metadata"] == {"image/png": {"alt": "x"}}


@pytest.mark.parametrize(
    ("html", "safe"),
    [
        (r"$\href{javascript:alert(1)}{x}$", "$∖href{javascript:alert(1)}{x}$"),
        (r"$\frac{1}{2}$", r"$\frac{1}{2}$"),
        ("&#" + "9" * 5000 + ";", "\ufffd"),
        ("&#x" + "f" * 5000, "\ufffd"),
        ("<script>a</script</SCRIPT x>b", "b"),
    ],
)
def test_html_does_nothing_in_a_page_that_typesets_formulas(html, safe):
    assert kept({"text/html": html})["text/html"] == safe


def test_outputs_are_cut_at_the_cap():
    flood = [{"output_type": "stream", "name": "stdout", "text": "x" * 1000}] * 5000
    shown = outputs.checked(flood, 1, 10_000)
    assert sum(len(o["text"]) for o in shown) < 12_000 and "cut here" in shown[-1]["text"]


# Arguments


@pytest.mark.parametrize(
    "old, new",
    [
        (np.zeros((2, 3)), np.ones((2, 3))),
        (np.zeros((2, 3)).T, np.ones((3, 2))),
        ([1, np.zeros(2), [3]], [5, np.ones(2), [4, 5]]),
        ([1, 2, 3], [1]),
        ({"a": 1, "b": [2]}, {"b": [2, 3], "c": 4}),
        ((np.zeros(2), 1), (np.ones(2), 1)),
        (Parameters([None, np.zeros(2)], []), Parameters([None, np.ones(2)], [])),
    ],
)
def test_an_argument_becomes_what_the_call_made_of_it(old, new):
    parts = [x for x in (old if isinstance(old, list) else []) if isinstance(x, np.ndarray)]
    write_back(old, new)
    assert str(old) == str(new)
    assert all(any(part is x for x in old) for part in parts)  # changed in place, not replaced


@pytest.mark.parametrize("new", ["text", np.zeros(7), np.zeros(2, np.int8), None])
def test_an_array_that_became_something_else_is_at_least_changed(new):
    old = np.array([0.0, 2.0])
    write_back(old, new)
    assert old.tolist() != [0, 2]


def test_a_read_only_array_stays_as_it_is():
    old = np.zeros(2)
    old.flags.writeable = False
    write_back(old, np.ones(2))
    assert old.tolist() == [0, 0]


# Bounds


def test_more_memory_than_a_submission_may_take_is_a_memory_error():
    before = resource.getrlimit(resource.RLIMIT_DATA)
    with pytest.raises(MemoryError), limited_memory():
        np.ones(2**26)
    assert resource.getrlimit(resource.RLIMIT_DATA) == before


def test_files_that_are_mapped_and_the_course_s_own_data_do_not_count(tmp_path):
    with (tmp_path / "images").open("wb") as file:
        file.truncate(2 * memory.ROOM)
    with limited_memory():
        mapped = np.memmap(tmp_path / "images", mode="r")
        assert mapped[-1] == 0
        with uncounted():
            own = np.ones(memory.ROOM // 8)
        assert own[-1] == 1 and np.ones(memory.ROOM // 16)[-1] == 1
        with pytest.raises(MemoryError):
            np.ones(memory.ROOM // 6)


def test_the_limit_is_never_above_one_that_was_there_before(monkeypatch):
    monkeypatch.setattr(memory, "ROOM", 1 << 40)
    least, hard = memory._taken() + (64 << 20), resource.getrlimit(resource.RLIMIT_DATA)[1]
    before = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (least, hard))
    try:
        with limited_memory():
            assert resource.getrlimit(resource.RLIMIT_DATA)[0] == least
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)


def test_more_processor_time_than_the_bound_is_a_stop_and_waiting_is_not():
    with pytest.raises(Stopped, match="time limit"), bounded(time.monotonic() + 60, 0.2):
        time.sleep(0.4)
        started = time.process_time()
        while True:
            pass
    assert time.process_time() - started < 1


def test_more_time_than_the_bound_is_a_stop():
    start = time.monotonic()
    with pytest.raises(Stopped, match="time limit"), bounded(time.monotonic() + 0.1):
        while True:
            pass
    assert time.monotonic() - start < 10


def test_the_judge_imports_nothing_from_beside_the_student_and_the_inside_nothing_from_the_judge():
    for folder, forbidden in (("judge", "autograder.inside"), ("inside", "autograder.judge"), ("wire", "autograder.j")):
        for path in Path("autograder", folder).glob("*.py"):
            assert forbidden not in path.read_text(encoding="utf-8")
