"""How `lab.mine` loads a student's own functions from the notebook files beside the one that is open."""

from __future__ import annotations

import json
import subprocess
import sys
import traceback
from pathlib import Path

import numpy as np
import pytest
from lab import mine
from lab.course import NOTEBOOKS

GOOD = {
    "logistic": "def logistic(a):\n    return 1 / (1 + np.exp(-a))\n",
    "logistic_prime": "def logistic_prime(a):\n    return logistic(a) * (1 - logistic(a))\n",
    "tanh_prime": "def tanh_prime(a):\n    return 1 - np.tanh(a) ** 2\n",
    "relu": "def relu(a):\n    return np.maximum(0, a)\n",
    "relu_prime": "def relu_prime(a):\n    return (a > 0) * 1.0\n",
}
EXERCISES = {name: f"1.{i}" for i, name in enumerate(GOOD, 1)}


def solution(name, source):
    marks = {"grade_id": name, "solution": True, "grade": False, "locked": False}
    metadata = {"nbgrader": marks, "exercise": EXERCISES.get(name, "9.9")}
    return {"cell_type": "code", "metadata": metadata, "source": source.splitlines(keepends=True)}


def ordinary(source, **marks):
    return {"cell_type": "code", "metadata": {"nbgrader": marks} if marks else {}, "source": source}


class Folder:
    """A folder in which a student works."""

    def __init__(self, path):
        self.path = path

    def write(self, name, cells):
        (self.path / f"{name}.ipynb").write_text(json.dumps({"cells": cells, "nbformat": 4}))

    def activations(self, before=(), after=(), **changed):
        """Write notebook 01: right, but for the cells that are `changed` (None: deleted)."""
        sources = {name: changed.get(name, source) for name, source in GOOD.items()}
        cells = [solution(name, source) for name, source in sources.items() if source is not None]
        self.write("01_activations", [*before, *cells, *after])

    def load(self):
        return dict(zip(GOOD, mine.functions("01_activations"), strict=True))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(mine, "_loaded", {})
    return Folder(tmp_path)


def assert_only_missing(loaded, name, *words):
    """`name` raises with all `words` in its message; every other function works."""
    for other in loaded.keys() - {name}:
        loaded[other](np.array([-1.0, 2.0]))
    with pytest.raises(mine.NotReadyError) as caught:
        loaded[name](np.array([1.0]))
    for word in (name, "01_activations.ipynb", *words):
        assert word in str(caught.value)
    return caught.value


def test_the_functions_come_in_the_order_of_the_course_and_nothing_is_printed(folder, capsys):
    folder.activations()
    functions = mine.functions("01_activations")
    assert [f.__name__ for f in functions] == [*NOTEBOOKS["01_activations"]]
    assert functions[1](0.0) == 0.25
    assert capsys.readouterr() == ("", "")


def test_an_unfinished_stub_is_named_with_its_exercise_and_the_rest_loads(folder, capsys):
    folder.activations(relu='def relu(a):\n    """Text."""\n    raise NotImplementedError("Exercise 1.4")\n')
    error = assert_only_missing(folder.load(), "relu", "exercise 1.4", "not written yet", "save it")
    assert isinstance(error, NotImplementedError)
    out, err = capsys.readouterr()
    assert "relu (exercise 1.4): not written yet" in out
    assert "tanh_prime" not in out
    assert err == ""


def test_a_stub_with_work_in_it_but_no_return_is_unfinished(folder):
    folder.activations(relu="def relu(a):\n    b = a * 2\n    raise NotImplementedError()\n")
    assert_only_missing(folder.load(), "relu", "not written yet")


def test_a_finished_function_above_a_forgotten_raise_is_finished(folder):
    folder.activations(relu="def relu(a):\n    return np.maximum(0, a)\n    raise NotImplementedError()\n")
    assert folder.load()["relu"](-1.0) == 0


def test_a_syntax_error_is_named_with_its_line_and_the_rest_loads(folder, capsys):
    folder.activations(tanh_prime="def tanh_prime(a):\n    return (1 - np.tanh(a)\n")
    error = assert_only_missing(folder.load(), "tanh_prime", "exercise 1.3", "line 2", "SyntaxError")
    assert isinstance(error.__cause__, SyntaxError)
    assert "mine.py" not in "".join(traceback.format_exception(error.__cause__))
    assert "'(' was never closed" in capsys.readouterr().out


def test_a_cell_that_raises_before_its_function_is_named_with_its_line(folder):
    folder.activations(relu="limit = 1 / 0\n\ndef relu(a):\n    return np.maximum(0, a)\n")
    error = assert_only_missing(folder.load(), "relu", "line 1", "ZeroDivisionError")
    assert isinstance(error.__cause__, ZeroDivisionError)


def test_a_cell_that_raises_after_its_function_keeps_the_function(folder):
    folder.activations(relu=GOOD["relu"] + "assert relu(-1.0) == 7\n")
    assert folder.load()["relu"](-1.0) == 0


@pytest.mark.parametrize("line", ["exit()", "raise SystemExit", "import no_such_module_anywhere"])
def test_a_cell_cannot_end_the_loading(folder, line):
    folder.activations(relu=f"{line}\n" + GOOD["relu"])
    assert_only_missing(folder.load(), "relu", "exercise 1.4")


def test_a_deleted_cell_and_a_cell_without_its_function_are_named(folder):
    folder.activations(relu=None, tanh_prime="def tanhprime(a):\n    return 1 - np.tanh(a) ** 2\n")
    loaded = folder.load()
    with pytest.raises(mine.NotReadyError, match="its cell defines no tanh_prime"):
        loaded["tanh_prime"](1.0)
    with pytest.raises(mine.NotReadyError, match="no cell of the notebook defines it"):
        loaded["relu"](1.0)


def test_a_name_that_is_no_function_is_said_to_be_none(folder):
    folder.activations(relu="relu = np.maximum(0, 1)\n")
    assert_only_missing(folder.load(), "relu", "not a function")


def test_a_missing_notebook_gives_functions_that_say_so(folder, monkeypatch, capsys):
    monkeypatch.setattr(mine, "__file__", str(folder.path / "elsewhere" / "lab" / "mine.py"))
    loaded = folder.load()
    with pytest.raises(mine.NotReadyError, match=r"relu comes from 01_activations.ipynb.*neither in this folder"):
        loaded["relu"](1.0)
    assert "None of its functions could be loaded" in capsys.readouterr().out


def test_the_folder_that_holds_lab_is_searched_after_the_current_one(folder, monkeypatch):
    home, away = folder.path, folder.path / "away"
    monkeypatch.setattr(mine, "__file__", str(home / "lab" / "mine.py"))
    folder.activations()
    away.mkdir()
    monkeypatch.chdir(away)
    assert folder.load()["relu"](-1.0) == 0
    Folder(away).activations(relu="def relu(a):\n    return 'mine'\n")
    assert folder.load()["relu"](-1.0) == "mine"


@pytest.mark.parametrize(
    "damage", [b"", b'{"cells": [', b"\xff\xfe\x00", b"[]", b'{"worksheets": []}', b'{"cells": 3}', b"[" * 100_000]
)
def test_a_damaged_notebook_gives_functions_that_say_so(folder, damage):
    (folder.path / "01_activations.ipynb").write_bytes(damage)
    for name, function in folder.load().items():
        with pytest.raises(mine.NotReadyError, match=rf"{name} comes from 01_activations.ipynb.*this file"):
            function(1.0)


@pytest.mark.parametrize("cell", [None, 3, {}, {"cell_type": "code"}, {"cell_type": "code", "metadata": 1}])
def test_an_odd_cell_is_passed_over(folder, cell):
    folder.activations(before=[cell], after=[{"cell_type": "code", "metadata": {"nbgrader": []}, "source": [1]}])
    assert folder.load()["relu"](-1.0) == 0


def test_helpers_imports_and_constants_of_other_cells_are_there(folder):
    helper = "import math\nfrom math import tanh as hyperbolic\nONE = 1.0\ntwo = 2 * ONE\nhalf = lambda a: a / two\n"
    folder.activations(
        before=[ordinary(helper + "def square(a):\n    return a ** two\n")],
        tanh_prime="def tanh_prime(a):\n    return ONE - square(hyperbolic(a)) + math.pi * half(0)\n",
    )
    assert folder.load()["tanh_prime"](0.0) == 1.0


def test_plots_runs_and_scribbles_of_other_cells_are_left_alone(folder, capsys):
    run = "open('ran', 'w')\nprint('ran')\nresult = open('ran', 'w')\nfor i in range(3):\n    open('ran', 'w')\n"
    folder.activations(before=[ordinary(run)], after=[ordinary("what is (this"), ordinary("class A(Missing): pass")])
    assert folder.load()["relu"](-1.0) == 0
    assert not (folder.path / "ran").exists()
    assert capsys.readouterr() == ("", "")


def test_locked_and_test_cells_never_run(folder):
    bad = "def relu(a):\n    return 'from a locked cell'\n"
    folder.activations(
        after=[
            ordinary(bad, grade_id="setup", locked=True),
            ordinary(bad, grade_id="test_relu", grade=True, solution=False, locked=True),
            ordinary(bad, grade_id="test_relu", grade=True, solution=True),
        ]
    )
    assert folder.load()["relu"](-1.0) == 0


def test_the_last_definition_wins_as_it_does_in_the_notebook(folder):
    again = ordinary("def relu(a):\n    return 'again'\n")
    folder.activations(relu="def relu(a):\n    raise NotImplementedError\n", after=[again])
    assert folder.load()["relu"](1.0) == "again"


def test_ipython_commands_do_not_spoil_a_cell_or_its_line_numbers(folder):
    folder.activations(relu="%matplotlib inline\ndef relu(a):\n    !ls\n    return np.maximum(0, a) / a.nothing\n")
    with pytest.raises(AttributeError) as caught:
        folder.load()["relu"](1.0)
    assert traceback.extract_tb(caught.value.__traceback__)[-1].lineno == 4


def test_a_traceback_shows_the_notebook_the_cell_and_the_line(folder):
    folder.activations(relu="# mine\ndef relu(a):\n    return a.nothing  # here\n")
    with pytest.raises(AttributeError) as caught:
        folder.load()["relu"](1.0)
    text = "".join(traceback.format_exception(caught.value))
    assert 'File "01_activations.ipynb, cell relu", line 3, in relu' in text
    assert "return a.nothing  # here" in text


def test_what_the_cells_print_and_draw_stays_where_it_was(folder, capsys):
    noise = "import sys, warnings\nprint('noise')\nwarnings.warn('noise')\nprint('noise', file=sys.stderr)\n"
    draws = "import matplotlib\nmatplotlib.use('agg')\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\n"
    folder.activations(relu=GOOD["relu"] + noise + draws)
    assert folder.load()["relu"](-1.0) == 0
    assert capsys.readouterr() == ("", "")
    assert sys.modules["matplotlib.pyplot"].get_fignums() == []


def test_a_later_notebook_uses_the_earlier_functions(folder):
    folder.activations()
    folder.write("02_outputs_and_losses", [solution("softmax", "def softmax(a):\n    return relu(a)\n")])
    assert mine.functions("02_outputs_and_losses")[0](-1.0) == 0


def test_a_missing_earlier_function_says_so_through_the_later_one(folder):
    folder.activations(relu=None)
    folder.write("02_outputs_and_losses", [solution("softmax", "def softmax(a):\n    return relu(a)\n")])
    with pytest.raises(mine.NotReadyError, match=r"relu comes from 01_activations.ipynb"):
        mine.functions("02_outputs_and_losses")[0](-1.0)


def test_a_saved_change_is_seen_the_next_time(folder):
    folder.activations()
    assert folder.load()["relu"] is folder.load()["relu"]
    folder.activations(relu="def relu(a):\n    return 'changed'\n")
    assert folder.load()["relu"](1.0) == "changed"


def test_values_are_no_functions_and_training_is_never_run_again(folder):
    cells = [solution("suspects", "suspects = {'A': None}\n"), solution("trained", "open('ran', 'w')\n")]
    folder.write("05_gradient_checking", cells)
    folder.write("07_fashion_mnist", cells)
    assert len(mine.functions("05_gradient_checking")) == 5
    assert mine.values("05_gradient_checking") == {"suspects": {"A": None}}
    assert mine.values("07_fashion_mnist") == {}
    assert not (folder.path / "ran").exists()


def test_values_that_are_not_written_are_left_out(folder, capsys):
    folder.write("05_gradient_checking", [solution("suspects", "raise NotImplementedError('Exercise 5.4')\n")])
    assert mine.values("05_gradient_checking") == {}
    mine.functions("05_gradient_checking")
    assert "suspects" not in capsys.readouterr().out


def test_an_unknown_notebook_is_refused_with_the_known_ones(folder):
    with pytest.raises(ValueError, match="01_activations, 02_outputs"):
        mine.functions("1_activations")


def test_importing_lab_costs_under_a_third_of_a_second():
    code = (
        "import time, numpy; t = time.process_time()\n"
        "from lab import check, draw, mine; from lab.parameters import Parameters\n"
        "import sys; print(time.process_time() - t, 'matplotlib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path.cwd())
    seconds, matplotlib = done.stdout.split()
    assert float(seconds) < 0.3
    assert matplotlib == "False"
