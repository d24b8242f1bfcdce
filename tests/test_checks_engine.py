"""The engine of the checks: comparing, calling, naming causes. Each test shows one thing that it promises."""

import ast
import sys
import warnings
from importlib import import_module

import numpy as np
import pytest
from lab.check import CheckFailed, StudentCodeRaised
from lab.check.engine.calling import call, fresh
from lab.check.engine.causes import CAUSES, Cause, add, hint_for
from lab.check.engine.closeness import Closeness, Comparison, same
from lab.check.engine.diagnosis import Evidence, _constants, general, named
from lab.check.engine.examine import Case, examine
from lab.parameters import Parameters

from autograder.course.layout import LAB, NOTEBOOKS, PACKAGE

X = np.array([[1.0, 2.0, 3.0, 5.0], [7.0, 11.0, 13.0, 17.0], [19.0, 23.0, 29.0, 31.0]])


def comparison(expected, got):
    return Comparison(expected, got, Closeness())


def cause_of(expected, got, **sizes):
    found = general([Evidence(comparison(expected, got), sizes)])
    return found.cause if found else None


# ── closeness ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("got", [X, X.tolist(), X.astype(int), X + 1e-12])
def test_one_value_may_be_written_in_many_ways(got):
    assert comparison(X, got).right


@pytest.mark.parametrize("got", [3.5, np.float64(3.5), np.array(3.5), np.longdouble(3.5)])
def test_a_scalar_may_be_written_in_many_ways(got):
    assert comparison(3.5, got).right


def test_an_array_of_one_entry_is_not_a_scalar():
    assert not comparison(3.5, np.array([3.5])).right


def test_the_absolute_floor_is_below_the_gradients_own_size():
    tiny = X * 1e-12
    assert not comparison(tiny, 1.001 * tiny).right


def test_an_entry_that_cancels_to_almost_zero_is_measured_by_its_neighbours():
    assert comparison(np.array([1.0, 1e-17]), np.array([1.0, -3e-16])).right


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_what_is_not_finite_is_close_only_to_itself(bad):
    spoilt = X.copy()
    spoilt[1, 2] = bad
    assert not comparison(X, spoilt).right
    assert not comparison(spoilt, X).right
    assert comparison(spoilt, spoilt.copy()).right


def test_the_first_index_that_differs_is_told():
    spoilt = X.copy()
    spoilt[1, 2:] += 1
    assert comparison(X, spoilt).first_index() == (1, 2)


def test_a_plain_tuple_of_lists_does_for_parameters():
    theta = Parameters([None, X], [None, X[:, :1]])
    assert comparison(theta, ([None, X], [None, X[:, :1]])).right
    assert comparison(theta, [[None, X], [None, X[:, :1]]]).right


@pytest.mark.parametrize(
    ("got", "cause"),
    [
        (None, "none_returned"),
        (X, "wrong_type"),
        (([None, X],), "wrong_length"),
        (([X], [X[:, :1]]), "wrong_length"),
        (([0.0, X], [None, X[:, :1]]), "index_0"),
        (([None, None], [None, X[:, :1]]), "none_returned"),
        (([None, "W"], [None, X[:, :1]]), "wrong_type"),
        (([None, [[1.0], [2.0, 3.0]]], [None, X[:, :1]]), "wrong_type"),
        (([None, {1: X}], [None, X[:, :1]]), "wrong_type"),
        ({"W1": X, "b1": X[:, :1]}, "dictionary"),
    ],
)
def test_another_structure_is_named(got, cause):
    assert cause_of(Parameters([None, X], [None, X[:, :1]]), got) == cause


def test_lists_that_end_after_the_first_layer_are_named_and_those_that_end_later_are_only_short():
    right = Parameters([None, X, X, X], [None, X[:, :1], X[:, :1], X[:, :1]])
    assert cause_of(right, ([None, X], [None, X[:, :1]])) == "first_only"
    assert cause_of(right, ([None, X, X], [None, X[:, :1], X[:, :1]])) == "wrong_length"


def test_the_first_of_several_parts_alone_is_told_from_a_wrong_number_of_its_own_parts():
    theta = Parameters([None, X, X], [None, X[:, :1], X[:, :1]])
    alone = Comparison((theta, np.zeros(4)), theta, Closeness(), ("theta", "losses"))
    assert str(alone.mismatch) == "the result should have 2 parts (theta, losses), and is theta alone"
    short = Comparison(
        (theta, np.zeros(4)), (Parameters([None, X], [None, X[:, :1]]), []), Closeness(), ("theta", "losses")
    )
    assert str(short.mismatch) == "W should have 3 parts, and has 2"


# ── calling ─────────────────────────────────────────────────────────────────────────────────


def test_a_function_gets_fresh_copies_and_a_change_to_one_is_noticed():
    theta = Parameters([None, X.copy()], [None, X[:, :1].copy()])

    def meddle(theta, a):
        theta.W[1][0, 0] = 99.0

    answer = call("f", meddle, (theta, X), labels=("theta", "a"))
    assert answer.changed == "theta.W[1]"
    assert theta.W[1][0, 0] == 1.0


def test_a_list_that_grew_is_a_change():
    assert call("f", lambda h: h.append(X), ([X],), labels=("h",)).changed == "h"


def test_a_generator_may_move_on():
    assert call("f", lambda rng: rng.random(), (np.random.default_rng(0),)).changed == ""


def test_what_comes_back_shares_no_memory_with_what_the_function_keeps():
    kept = np.zeros(3)
    answer = call("f", lambda: kept, ())
    kept += 1
    assert not answer.value.any()


def test_warnings_and_stderr_are_kept_off_stderr_and_told(capfd):
    def noisy(a):
        warnings.warn("look here", stacklevel=1)
        print("psst", file=sys.stderr)
        return a

    examine(noisy, "f", [Case("an array", (X,), X)])
    out, err = capfd.readouterr()
    assert err == ""
    assert "look here" in out
    assert "psst" in out


def test_an_exception_is_the_cause_of_ours_with_its_traceback():
    def broken(a):
        return a / [][0]

    with pytest.raises(StudentCodeRaised) as raised:
        call("f", broken, (X,))
    cause = raised.value.__cause__
    assert isinstance(cause, IndexError)
    frames = []
    trace = cause.__traceback__
    while trace:
        frames.append(trace.tb_frame.f_code.co_name)
        trace = trace.tb_next
    assert frames[-1] == "broken"


def test_a_stop_from_outside_is_no_exception_of_the_students():
    class Stop(BaseException):
        pass

    def stopped():
        raise Stop

    with pytest.raises(Stop):
        call("f", stopped, ())


def test_copies_of_copies_are_equal():
    value = [None, X, (X, 3), Parameters([X], [X])]
    assert same(value[1:], fresh(value)[1:])


# ── causes ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("ratio", "cause"),
    [
        (-1, "ratio_minus_1"),
        (2, "ratio_2"),
        (0.5, "ratio_half"),
        (7, "ratio_m"),
        (1 / 7, "ratio_1_over_m"),
        (5, "ratio_n"),
        (1 / 5, "ratio_1_over_n"),
        (np.log(10), "ratio_ln10"),
        (1 / np.log(10), "ratio_1_over_ln10"),
        (np.log(2), "ratio_ln2"),
        (1 / np.log(2), "ratio_1_over_ln2"),
        (3.7, "ratio"),
    ],
)
def test_a_constant_ratio_is_named(ratio, cause):
    assert cause_of(X, ratio * X, m=7, n=5) == cause


def test_a_ratio_that_two_sizes_share_is_not_named():
    assert cause_of(X, 5 * X, m=5, n=5) is None


def test_one_single_number_is_no_evidence_of_a_ratio():
    assert cause_of(3.0, 3.3 * 3.0, m=7) is None
    assert cause_of(3.0, 3.0 / np.log(10), m=7) is None


def test_several_numbers_are():
    evidence = [Evidence(comparison(x, x / np.log(10)), {"m": 7}) for x in (3.0, 4.0)]
    assert general(evidence).cause == "ratio_1_over_ln10"


def test_a_ratio_of_only_some_entries_is_not_named():
    half = X.copy()
    half[0] *= 2
    assert cause_of(X, half, m=7) is None


def test_a_fixed_number_for_m_shows_between_batches():
    evidence = [Evidence(comparison(m * X, m * X * m / 50), {"m": m}) for m in (3, 7)]
    found = general(evidence)
    assert found.cause == "hard_coded_m"
    assert "50" in found.detail


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        (np.transpose, "transposed"),
        (np.ravel, "flat"),
        (lambda x: x.astype(np.float32), "float32"),
        (lambda x: x[::-1], "reversed"),
        (lambda x: np.roll(x, 1, axis=1), "shifted"),
        (lambda x: x.reshape(2, 6)[:, ::-1].reshape(3, 4), "permuted"),
        (np.zeros_like, "all_zero"),
        (lambda x: np.full_like(x, 4.0), "constant"),
        (lambda x: x + 0.25, "offset"),
        (lambda x: x * np.nan, "not_finite"),
        (lambda x: x.sum(), "summed_all"),
        (lambda x: x + np.arange(12).reshape(3, 4) ** 2, None),
    ],
)
def test_what_happened_to_an_array_is_named_if_the_numbers_say_so(change, cause):
    assert cause_of(X + 0.123, change(X + 0.123)) == cause


def test_integers_and_roundings_are_named():
    fractions = X + 0.123456
    assert cause_of(fractions, fractions.astype(int)) == "integers"
    assert cause_of(fractions, np.round(fractions, 2)) == "rounded"


def test_a_column_that_was_not_averaged_is_named():
    assert cause_of(X.mean(axis=1, keepdims=True), X) == "not_summed"


def test_layers_in_reverse_order_are_named():
    tensors = [np.ones((n, n + 1)) * n + np.arange(n + 1) for n in (2, 3, 4)]
    assert cause_of(tuple([[None, *tensors]]), ([None, *tensors[::-1]],)) == "reversed"
    assert cause_of(tuple([[None, *tensors]]), ([None, tensors[0], *tensors[:2]],)) == "shifted"


def test_a_named_alternative_must_reproduce_every_failing_case():
    right, wrong = X, np.sqrt(X)
    first = Evidence(comparison(right, wrong), alternatives={"eta_ignored": wrong, "uphill": wrong + 1})
    second = Evidence(comparison(right, wrong), alternatives={"eta_ignored": wrong + 1, "uphill": wrong})
    assert named([first]) == ["eta_ignored"]
    assert named([first, second]) == []


def test_a_named_alternative_must_not_contradict_a_case_that_passes():
    failing = Evidence(comparison(X, X + 1), alternatives={"eta_ignored": X + 1})
    passing = Evidence(comparison(X, X), alternatives={"eta_ignored": X + 1})
    assert named([failing]) == ["eta_ignored"]
    assert named([failing, passing]) == []


def test_an_alternative_that_cannot_be_worked_out_explains_nothing():
    assert named([Evidence(comparison(X, X + 1), alternatives={"eta_ignored": lambda: 1 / 0})]) == []


def test_variants_share_a_cause():
    evidence = [Evidence(comparison(X, X + 1), alternatives={"steps_off:more": X, "steps_off:fewer": X + 1})]
    assert named(evidence) == ["steps_off"]


def found(function, **more):
    with pytest.raises(CheckFailed) as failed:
        examine(function, "f", [Case("an array", (X,), X, **more)], visible=True)
    return failed.value.findings


def test_two_alternatives_that_fit_equally_well_name_none():
    odd = X + np.arange(12).reshape(3, 4) ** 2
    assert found(lambda a: odd, alternatives={"eta_ignored": odd, "uphill": odd})[0].cause == "unknown"


def test_a_changed_input_comes_first_unless_the_wrong_numbers_have_a_cause():
    def both(a):
        a += 1
        return a * a

    def sign(a):
        a += 0.5
        return 0.5 - a

    assert [f.cause for f in found(both)] == ["changed_input", "unknown"]
    assert [f.cause for f in found(sign)] == ["ratio_minus_1", "changed_input"]


def test_a_function_that_is_none_is_told_and_not_raised_through():
    assert found(None)[0].cause == "wrong_type"


# ── hints ───────────────────────────────────────────────────────────────────────────────────


def test_every_cause_but_the_wrong_value_itself_has_a_name_and_a_hint():
    for cause in CAUSES.values():
        assert cause.name, cause.key
        assert cause.hint.endswith((".", "?")), cause.key


def test_hints_are_filled_in():
    for key in CAUSES:
        text = hint_for(key, "softmax", "W[2]", "3.7")
        assert "{" not in text, key
    assert "3.7" in hint_for("ratio", "softmax", ratio="3.7")


def texts_that_may_name_a_cause():
    """All texts in the code of checks, but those inside the declaration of a cause; "steps_off:more" is "steps_off"."""
    for folder in (LAB / "check", PACKAGE / "checks", PACKAGE / "backpropagation" / "hidden"):
        for path in folder.rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "Cause"]
            declared = {id(part) for call in calls for part in ast.walk(call)}
            found = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in declared)
            yield from (n.value.partition(":")[0] for n in found if isinstance(n.value, str))


def test_every_cause_is_named_by_some_check_and_the_others_are_deleted():
    for notebook in NOTEBOOKS:  # they add causes of their own
        import_module(f"autograder.backpropagation.hidden.{notebook.partition('_')[2]}")
    ratios = {f"ratio_{name}" for name in _constants({"m": 3, "n": 4, "k": 5})}
    assert sorted(set(CAUSES) - ratios - set(texts_that_may_name_a_cause())) == []
    assert ratios <= set(CAUSES)


def test_two_causes_cannot_share_a_key():
    with pytest.raises(ValueError, match="ratio_m"):
        add(Cause("ratio_m", "something else"))
