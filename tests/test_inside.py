"""What runs beside the student: cells run as in a kernel, functions can be called from outside, and call outside."""

from __future__ import annotations

import re
import time

import numpy as np
import pytest
from lab.parameters import Parameters

from autograder.inside.serve import warm_up
from autograder.judge.failures import Absent, ResultRefusedError, Stopped
from autograder.judge.process import NotebookProcess
from autograder.sandbox.limits import Limits
from tests.judge_transport import ForkSubmission


@pytest.fixture
def process():
    warm_up()
    with ForkSubmission({}, Limits()) as submission:
        process = NotebookProcess(submission, "01_activations", Limits(cell_seconds=20))
        yield process
        process.stop()


@pytest.fixture
def run(process):
    """Run a cell: its error's name and its outputs; cells are numbered as they come."""
    numbers = iter(range(1, 100))
    return lambda source: process.run(source, next(numbers), 20.0)


@pytest.fixture
def define(process, run):
    """Define functions inside; one of them, as the judge sees it."""

    def define(source, name="f"):
        assert run(source)[0] == ""
        line = process.line(20.0)
        process.shown = []
        line.show = process.shown.extend
        return line.get(name)

    return define


def plain(outputs):
    return "\n".join(str(o.get("text") or o.get("traceback") or o.get("data")) for o in outputs)


# Cells


def test_the_last_expression_is_the_result(run):
    (output,) = run("x = 20\nx + 1")[1]
    assert output["output_type"] == "execute_result"
    assert output["data"]["text/plain"] == "21" and output["execution_count"] == 1


def test_print_display_and_result_keep_their_order(run):
    outputs = run("print('a'); display(1); print('b', end=''); print('c'); 2")[1]
    assert [o["output_type"] for o in outputs] == ["stream", "display_data", "stream", "execute_result"]
    assert outputs[2]["text"] == "bc\n"


def test_a_semicolon_hides_the_result(run):
    assert run("1;")[1] == []


def test_the_state_goes_on_from_cell_to_cell(run):
    run("x = [1]")
    run("x.append(2)")
    assert "[1, 2]" in plain(run("x")[1])


def test_stderr_is_kept_apart(run):
    outputs = run("import sys; print('a'); print('b', file=sys.stderr)")[1]
    assert [(o["name"], o["text"]) for o in outputs] == [("stdout", "a\n"), ("stderr", "b\n")]


@pytest.mark.parametrize(
    "source, shown",
    [
        ("%%time\n1", "CPU times"),
        ("%timeit -n 1 -r 1 1", "per loop"),
        ("!echo from a shell", "from a shell"),
        ("%matplotlib inline\n'fine'", "fine"),
        ("_ = 7\nget_ipython().run_cell('print(6 * 7)');", "42"),
        ("In[1][:2]", "In"),
        ("import asyncio\nawait asyncio.sleep(0)\n'slept'", "slept"),
        ("__name__", "__main__"),
    ],
)
def test_what_works_in_a_kernel_works_here(run, source, shown):
    error, outputs = run(source)
    assert error == "" and shown in plain(outputs)


def test_a_figure_appears_as_png_when_its_cell_ends(run):
    outputs = run("import matplotlib.pyplot as plt\nplt.plot([0, 1])\nprint('first')\nplt.title('T');")[1]
    assert [o["output_type"] for o in outputs] == ["stream", "display_data"]
    assert outputs[1]["data"]["image/png"].startswith("iVBOR")
    assert run("1;")[1] == []  # and not again


def test_clear_output_clears(run):
    outputs = run("from IPython.display import clear_output\nprint('a'); clear_output(); print('b')")[1]
    assert [o["text"] for o in outputs] == ["b\n"]


def test_input_is_refused_with_a_reason(run):
    error, outputs = run("input('your name?')")
    assert error == "StdinNotImplementedError" and "top to bottom" in plain(outputs)


@pytest.mark.parametrize("source", ["exit()", "quit", "import sys; sys.exit(1)", "raise SystemExit"])
def test_exit_does_not_end_the_notebook(run, source):
    run(source)
    assert "still here" in plain(run("'still here'")[1])


COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def trace(outputs):
    return COLOUR.sub("", "\n".join(outputs[-1]["traceback"]))


def test_an_error_has_the_students_lines_and_none_of_ours(run):
    run("# one half\ndef half(x):\n    return 1 / x")
    error, outputs = run("a = 1\nhalf(0)")
    assert error == "ZeroDivisionError" and outputs[-1]["ename"] == error
    assert "Cell In[2], line 2" in trace(outputs) and "Cell In[1], line 3, in half" in trace(outputs)
    assert "autograder" not in trace(outputs)


def test_a_syntax_error_shows_its_line(run):
    error, outputs = run("x = 1\ndef f(:\n    pass")
    assert error == "SyntaxError" and "line 2" in trace(outputs).replace("Cell In[1], ", "")


def test_output_is_cut_at_the_cap(run):
    outputs = run("for i in range(100_000): print('x' * 100)")[1]
    assert len(outputs[0]["text"]) < 1.1 * Limits().output_bytes
    assert "cut here" in outputs[0]["text"][-100:]


def test_a_picture_that_is_too_large_is_left_out_whole(run):
    outputs = run("from IPython.display import Image, display\ndisplay(Image(data=bytes(2**21), format='png'))")[1]
    assert len(outputs) == 1 and "cut here" in outputs[0]["text"]


def test_what_a_module_beside_the_notebook_defines_can_be_imported(process):
    warm_up()
    with ForkSubmission({"own_helpers.py": b"answer = 42"}, Limits()) as submission:
        own = NotebookProcess(submission, "01_activations", Limits())
        assert "42" in plain(own.run("import own_helpers; own_helpers.answer", 1, 20.0)[1])
        own.stop()


# Calls into the notebook


def test_a_function_gets_values_and_gives_fresh_ones(define):
    f = define("def f(x, *, scale=1):\n    global seen\n    seen = x\n    return x * scale, {'n': len(x)}")
    product, about = f(np.arange(3.0), scale=2)
    assert product.tolist() == [0, 2, 4] and about == {"n": 3} and f.__name__ == "f"


def test_parameters_arrive_as_parameters_on_both_sides(define):
    f = define("def f(theta):\n    return type(theta)(theta.b, theta.W)")
    swapped = f(Parameters([None, np.ones(2)], [None, np.zeros(2)]))
    assert type(swapped) is Parameters and swapped.W[1].tolist() == [0, 0]


def test_a_changed_argument_is_changed_for_the_caller(define):
    f = define("def f(x, theta, names, rng):\n    x += 1; theta.W[1] *= 2; names['new'] = 1; rng.random()")
    x, theta, names, rng = np.zeros(2), Parameters([None, np.ones(2)], []), {"old": 0}, np.random.default_rng(1)
    W = theta.W[1]
    f(x, theta, names, rng)
    assert x.tolist() == [1, 1] and W.tolist() == [2, 2] and names == {"old": 0, "new": 1}
    assert rng.random() == np.random.default_rng(1).random(2)[1]


@pytest.mark.parametrize("change", ["x[:] = x[::-1]", "x.shape = (4, 1)", "x.sort()", "x[0, 0] = float('nan')"])
def test_any_change_of_an_array_is_seen(define, change):
    f = define(f"def f(x):\n    {change}")
    x = np.array([[4.0, 3.0], [2.0, 1.0]])
    f(x)
    expected = np.array([[4.0, 3.0], [2.0, 1.0]])
    exec(change, {"x": expected})
    assert x.shape == expected.shape and np.array_equal(x, expected, equal_nan=True)


def test_a_generator_that_changes_its_argument_late_is_seen(define):
    f = define("def f(x):\n    yield 1\n    x[0] = 9")
    x = np.zeros(2)
    assert f(x) == [1] and x[0] == 9


def test_what_is_left_alone_stays_the_same_object(define):
    f = define("def f(x):\n    return x")
    x = np.zeros(2)
    assert f(x) is not x and x.tolist() == [0, 0]


def test_the_students_exception_arrives_with_its_lines(define):
    f = define("def f(x):\n    y = x + 1\n    return y['no']")
    with pytest.raises(IndexError) as caught:
        f(np.zeros(2))
    assert "Cell In[1], line 3, in f(x)" in caught.value.student_traceback
    assert "autograder" not in caught.value.student_traceback
    assert caught.value.student_report.innermost == "f"


@pytest.mark.parametrize(
    "statement, kind, said",
    [
        ("raise NotImplementedError('Exercise 1.1')", NotImplementedError, "Exercise 1.1"),
        ("class Own(ValueError): pass\n    raise Own('x')", ValueError, "Own: x"),
        ("raise SystemExit(3)", Exception, "SystemExit: 3"),
        ("raise KeyboardInterrupt", Exception, "KeyboardInterrupt"),
        ("class E(Exception):\n        def __str__(self): raise self\n    raise E", Exception, "could not be made"),
        ("f()", RecursionError, "recursion"),
        ("assert False, 'mine'", AssertionError, "mine"),
    ],
)
def test_whatever_is_raised_arrives_as_an_ordinary_exception(define, statement, kind, said):
    f = define(f"def f():\n    {statement}")
    with pytest.raises(kind, match=re.escape(said)):
        f()


def test_wrong_arguments_are_the_students_type_error(define):
    with pytest.raises(TypeError, match="positional"):
        define("def f(): pass")(1)


def test_prints_and_warnings_of_a_call_come_along(define, process):
    f = define("import warnings\ndef f():\n    print('working')\n    warnings.warn('careful', RuntimeWarning)")
    with pytest.warns(RuntimeWarning, match="careful"):
        f()
    assert [o["text"] for o in process.shown] == ["working\n"]


def test_a_figure_drawn_by_a_call_comes_along(define, process):
    define("import matplotlib.pyplot as plt\ndef f():\n    plt.plot([1, 2])")()
    assert "image/png" in process.shown[0]["data"]


@pytest.mark.parametrize(
    "body, complaint",
    [
        ("a = []; a.append(a); return a", "containing itself"),
        ("import itertools; return itertools.count()", "entries"),
        ("return np.zeros(10**7 * 9)", "bytes"),
        ("return 1 << 10**5", "integer"),
    ],
)
def test_a_result_that_can_not_be_brought_is_the_calls_error(define, body, complaint):
    f = define(f"import numpy as np\ndef f():\n    {body}")
    with pytest.raises(TypeError, match=complaint):
        f()
    assert "still here" in plain([{"text": "still here"}])


def test_an_object_of_the_students_own_can_be_handed_back(define):
    f = define("class State:\n    n = 0\ndef f(s):\n    s = s or State()\n    s.n += 1\n    return s.n, s")
    n, state = f(None)
    assert (n, f(state)[0]) == (1, 2)


def test_a_value_can_be_read_and_an_absent_one_is_said_to_be(run, process):
    run("answers = {'ash': None, 'birch': 'b'}\nf = lambda: 0\ncycle = []\ncycle.append(cycle)")
    line = process.line(20.0)
    assert line.get("answers") == {"ash": None, "birch": "b"}
    with pytest.raises(Absent):
        line.get("nothing")
    with pytest.raises(ResultRefusedError, match="cycle"):
        line.get("cycle")


# Calls out of the notebook


def test_a_function_of_the_judge_can_be_called_inside(define):
    f = define("def f(g, x):\n    return g.__name__, g(x) + 1, callable(g)")
    name, value, is_callable = f(np.tanh, np.zeros(2))
    assert name == "tanh" and value.tolist() == [1, 1] and is_callable


def test_functions_call_each_other_across_and_back(define, process):
    f = define("def f(loss, n):\n    return 1 + loss(n - 1) if n else 0\ndef double(x):\n    return 2 * x")
    double = process.line(20.0).get("double")
    assert f(lambda n: double(f(lambda k: double(k), n)), 2) == 1 + 2 * (1 + 2 * 0)


def test_a_function_of_the_students_that_is_returned_can_be_called(define):
    f = define("def f(k):\n    return lambda x: k * x")
    assert f(3)(np.arange(2.0)).tolist() == [0, 3]


def test_a_function_of_the_judge_comes_home_as_itself(define):
    f = define("def f(g):\n    return [g, f]")
    home, own = f(np.tanh)
    assert home is np.tanh and own is f


def test_a_function_of_the_judge_moves_the_generator_on_that_it_draws_from(define):
    f = define("def f(draw, rng):\n    return [draw(rng), draw(rng=rng), rng.random()]")
    assert f(lambda rng: rng.random(), np.random.default_rng(5)) == np.random.default_rng(5).random(3).tolist()


def test_a_generator_of_the_judges_is_an_iterator_and_a_list_inside(define):
    f = define(
        "def f(g, rng):\n    x = g(rng)\n    y = g(rng)\n    return len(x), list(x), next(y), [*y], rng.random()"
    )

    def g(rng):
        yield rng.random()
        yield rng.random()

    expected = np.random.default_rng(5).random(5).tolist()
    assert f(g, np.random.default_rng(5)) == (2, expected[:2], expected[2], expected[3:4], expected[4])


def test_an_exception_of_the_judges_function_can_be_caught_inside(define):
    f = define("def f(g):\n    try:\n        g()\n    except ValueError as e:\n        return str(e)")

    def g():
        raise ValueError("shapes differ")

    assert f(g) == "shapes differ"


def test_the_frames_of_the_judges_function_are_not_shown(define):
    f = define("def f(g):\n    return g(1)")

    def g(x):
        secret = 42  # noqa: F841
        raise ValueError("shapes differ")

    with pytest.raises(ValueError, match="shapes differ") as caught:
        f(g)
    shown = caught.value.student_traceback
    assert "line 2, in f(g)" in shown and "secret" not in shown and "outside" not in shown and "calls.py" not in shown


def test_a_function_kept_from_an_earlier_test_can_not_be_called(define, process):
    f = define("kept = []\ndef f(g):\n    kept.append(g)\ndef late():\n    return kept[0](1)")
    f(np.tanh)
    line = process.line(20.0)
    line.request("forget")
    line.handles.forget()
    with pytest.raises(RuntimeError, match="earlier check"):
        line.get("late")()


def test_bound_names_last_until_they_are_restored(define, process):
    f = define("def relu(a):\n    return -1\ndef f(a):\n    return relu(a)")
    line = process.line(20.0)
    line.request("bind", {"relu": lambda a: 5, "new": 1}, {})
    assert f(0) == 5
    line.request("restore")
    assert f(0) == -1
    with pytest.raises(Absent):
        line.get("new")


# Time


def test_an_endless_call_ends_at_its_limit_whatever_it_catches(process, run):
    run("def f():\n    while True:\n        try:\n            while True: pass\n        except BaseException: pass")
    f = process.line(0.5).get("f")
    start = time.monotonic()
    with pytest.raises(Stopped, match="time limit"):
        f()
    assert time.monotonic() - start < 10  # without a limit, it never ends


def test_after_a_stop_the_earlier_cells_are_run_again_without_the_culprit(process, run):
    run("x = 1")
    with pytest.raises(Stopped):
        process.run("x = 2\nwhile True: pass", 2, 0.3)
    assert "1" in plain(run("x")[1])


def test_the_end_of_the_process_is_a_crash(run):
    with pytest.raises(Stopped) as caught:
        run("import os; os._exit(0)")
    assert caught.value.verdict == "crashed"
