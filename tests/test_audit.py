"""The audit itself: it makes real mutants, sees what they change, ends what never ends, and hides nothing."""

import ast
import pickle
import time

import numpy as np
import pytest
from click.testing import CliRunner
from lab.check.engine.findings import CheckFailed, Finding

from autograder.audit import (
    catalogue,
    command,
    diagnosis,
    mixed,
    mutants,
    mutation,
    published,
    report,
    right,
    run,
    scores,
    subjects,
    thoroughly,
    trial,
)
from autograder.backpropagation import probes, survivors
from autograder.checks.mistakes import catalogue as known_mistakes
from autograder.checks.mistakes import models
from autograder.cli import cli

pytestmark = pytest.mark.whole_class

MUTANTS = mutants.mutants()


# The subjects


def test_every_test_cell_of_the_course_is_known_and_worth_its_points():
    assert len(subjects.tests()) == 36
    assert sum(test.points for test in subjects.tests()) == 95  # and 5 by hand


def test_a_wrong_function_is_called_by_the_later_ones():
    names = subjects.namespace("def logistic(a):\n    return 7.0\n")
    assert names["logistic_prime"](0.0) == 7.0 * (1 - 7.0)


def test_dependents_are_found_through_others():
    assert set(subjects.dependents("output_gradient")) >= {"back_propagation", "gradient_descent", "train"}
    assert subjects.dependents("train") == ()


# A trial


def relu_test():
    [test] = subjects.tests_of("relu")
    return test


def test_a_function_that_never_ends_counts_as_caught():
    def endless(value):
        while True:
            try:
                while True:
                    pass
            except Exception:
                pass

    started = time.process_time()
    seen = trial.attempt(endless, relu_test(), None, seconds=0.3)
    assert (seen.caught, seen.cause) == (True, "timeout")
    assert time.process_time() - started < 1


def test_a_check_that_fails_itself_is_reported_as_a_hole():
    seen = trial.attempt(lambda value: 1 / 0, relu_test(), None)
    assert seen.broken == "ZeroDivisionError: division by zero"


def test_partial_marks_count_as_caught_and_full_marks_do_not():
    assert trial.attempt(lambda value: 0.5, relu_test(), None).caught
    assert not trial.attempt(lambda value: 1.0, relu_test(), None).caught
    assert not trial.attempt(lambda value: None, relu_test(), None).caught


def test_the_first_finding_is_what_a_check_said():
    def check(value):
        raise CheckFailed(Finding("relu", "offset", "off", "A hint."), Finding("relu", "unknown", "more"))

    seen = trial.attempt(check, relu_test(), None)
    assert (seen.cause, seen.message, seen.hint) == ("offset", "off", "A hint.")


# Mutants


def test_there_are_enough_mutants_of_every_kind_and_every_function():
    assert len(MUTANTS) >= 400
    assert {m.function for m in MUTANTS} == set(subjects.FUNCTIONS)
    kinds = {m.kind for m in MUTANTS}
    asked_for = {"operator", "constant", "comparison", "index", "axis", "keyword dropped", "transpose", "line dropped"}
    assert asked_for | {"name", "call dropped", "arguments swapped", "sign", "loop", "order"} <= kinds


def test_every_mutant_is_another_program_under_another_name():
    assert len({m.source for m in MUTANTS}) == len(MUTANTS)
    assert len({m.key for m in MUTANTS}) == len(MUTANTS)
    for function in subjects.FUNCTIONS:
        solution = ast.unparse(mutants._without_docstring(subjects.solution(function))).strip()
        assert solution not in {m.source.strip() for m in mutants.mutants_of(function)}


@pytest.mark.parametrize(
    ("function", "after"),
    [
        ("softmax", "np.sum(e, axis=1, keepdims=True)"),
        ("softmax", "np.sum(e, axis=0)"),
        ("hidden_gradient", "return W @ grad_a"),
        ("preactivation_gradient", "return grad_h"),
        ("tanh_prime", "1 + np.tanh(a) ** 2"),
        ("back_propagation", "range(L, 1, -1)"),
        ("update_parameters", "W[k] + eta * grad_W[k]"),
        ("squared_error", "np.sum((y_hat - target) ** 2)"),
    ],
)
def test_the_mistakes_that_students_make_are_among_them(function, after):
    assert any(after in m.source for m in mutants.mutants_of(function))


def test_mutants_are_the_same_in_every_run():
    function = "softmax"
    again = mutants.mutants_of.__wrapped__(function)
    assert again == mutants.mutants_of(function)


# Probes


@pytest.mark.parametrize("function", subjects.FUNCTIONS)
def test_the_probes_find_no_change_in_a_right_answer(function):
    """Written otherwise, its roundings differ: these must not count. Free choices are excepted."""
    free = {"initialize_parameters", "minibatches", "train", "gradient_descent", "check_gradients", "logistic"}
    free |= {"own_layer_backward"}  # softplus's is the logistic function
    with trial.silenced():
        assert not probes.changes(function, right.value_of(function, right.OWN))
        others = [name for of, name in right.answers() if of == function and name != right.OWN]
        for name in others if function not in free | {"cross_entropy", "adam_step", "numerical_gradient"} else ():
            assert not probes.changes(function, right.value_of(function, name)), name


def test_the_probes_see_a_change_that_only_extreme_inputs_show():
    with trial.silenced():
        assert probes.changes("tanh_prime", lambda a: 1 - ((np.exp(a) - np.exp(-a)) / (np.exp(a) + np.exp(-a))) ** 2)


def test_the_probes_see_a_changed_argument_and_a_kept_one():
    assert probes.changes("relu", lambda a: np.maximum(0, a, out=a) if np.ndim(a) else np.maximum(0, a))


# Mutants against checks, and causes


def judged(function, part):
    [mutant] = [m for m in mutants.mutants_of(function) if part in m.change.split(" → ")[1]]
    return mutation.judge(mutant, 1)


def test_a_mutant_that_is_caught_says_by_what_and_with_which_cause():
    found = judged("hidden_gradient", "return -(W.T @ grad_a)")
    assert (found.changes, found.caught, found.cause, found.false_cause) == (
        True,
        "hidden_gradient",
        "hidden_gradient_sign",
        "",
    )


def test_a_cause_that_is_not_true_is_found_out():
    said = trial.Trial("relu", True, "relu_leaks")
    assert diagnosis.false_cause("relu", np.abs, said, 1) == "relu_leaks"
    assert diagnosis.false_cause("relu", np.abs, trial.Trial("relu", True, "relu_is_abs"), 1) == ""
    assert diagnosis.false_cause("relu", np.abs, trial.Trial("relu", True, "offset"), 1) == "offset"
    assert diagnosis.false_cause("relu", np.abs, trial.Trial("relu", True, "unknown"), 1) == ""


def test_a_hint_for_another_mistake_is_found_out():
    hint = known_mistakes()["relu_leaks"].hint
    assert diagnosis.false_hint("relu", np.abs, trial.Trial("relu", True, "offset", hint=hint)) == "relu_leaks"
    hint = known_mistakes()["relu_is_abs"].hint
    assert diagnosis.false_hint("relu", np.abs, trial.Trial("relu", True, "offset", hint=hint)) == ""


def test_every_survivor_is_explained_and_every_explanation_has_its_survivor():
    """The audit finds them all; here, that those explained do change a number, and do pass."""
    by_key = {m.key: m for m in MUTANTS}
    for key, why in survivors.REASONS.items():
        found = mutation.judge(by_key[key], run.SEED)
        assert found.changes, key
        assert not found.caught, key
        assert len(why) > 60


@pytest.mark.parametrize("name", list(known_mistakes())[::24])
def test_a_known_mistake_is_caught_and_diagnosed(name):
    found = catalogue.score(name)
    assert found.seeds == catalogue.SEEDS
    assert found.charged == ()
    assert found.broken == ()
    assert diagnosis.single(name, 3).right


def test_two_mistakes_at_once_are_both_named():
    said = diagnosis.both("output_gradient_sign", "back_propagation_without_g_prime", 1)
    assert said.right
    assert said.causes == ("output_gradient_sign", "back_propagation_without_g_prime")


def test_of_a_mistake_that_its_model_does_not_know_nothing_false_is_said():
    said = diagnosis.taken_out("output_gradient_sign", 1)
    assert said.right
    assert said.causes == ("ratio_minus_1",)


def test_two_mistakes_in_one_function_are_drawn_the_same_for_the_same_seed():
    said = diagnosis.two("softmax", 0, 1)
    assert said == diagnosis.two("softmax", 0, 1)
    assert len(said.mistakes) == 2
    assert said.right


def test_a_cause_of_two_changes_is_true_of_a_function_that_makes_both():
    both = tuple(known_mistakes()[f"softmax_{name}"].change for name in ("with_base_two", "is_log_softmax"))
    value = models()["softmax"].function(both)
    cause = " + ".join(change.key for change in both)
    assert diagnosis.false_cause("softmax", value, trial.Trial("softmax", True, cause), 1) == ""
    assert diagnosis.false_cause("softmax", value, trial.Trial("softmax", True, both[0].key), 1) == both[0].key


def test_pairs_are_of_different_functions_and_the_same_for_the_same_seed():
    drawn = diagnosis.pairs(50, 4)
    assert drawn == diagnosis.pairs(50, 4)
    assert len(set(drawn)) == 50
    assert all(known_mistakes()[a].of != known_mistakes()[b].of for a, b in drawn)


# The report


def small_audit(**changes):
    mutant = mutation.Judged("relu", "a → b", "name", True, "relu", "unknown")
    audit = run.Audit(
        1,
        [catalogue.score("relu_is_abs")],
        [diagnosis.single("relu_is_abs", 1)],
        [diagnosis.taken_out("relu_is_abs", 1)],
        [diagnosis.two("softmax", 0, 1)],
        [diagnosis.both("relu_is_abs", "one_hot_in_rows", 1)],
        [mutant],
        [right.Held("relu", right.OWN, 3, ())],
        [mixed.Mixed(1, 10, (), ())],
    )
    for name, value in changes.items():
        setattr(audit, name, value)
    return audit


def problems(**changes):
    stale = "survivors.py explains"
    return [p for p in scores.problems(small_audit(**changes)) if not p.startswith(stale)]


def test_when_all_is_well_there_is_nothing_to_mend():
    assert problems() == []


def test_a_survivor_without_a_reason_is_a_problem():
    alive = mutation.Judged("relu", "a → c", "name", True, "")
    assert "a mutant lives, and nobody has said why it may: relu: a → c" in problems(mutants=[alive])


def test_a_reason_without_a_survivor_is_a_problem():
    assert any(
        p.startswith("survivors.py explains a mutant that does not survive") for p in scores.problems(small_audit())
    )


def test_a_right_answer_marked_down_is_a_problem():
    held = right.Held("relu", "clip", 3, ("seed 2, relu: offset (off)",))
    assert "right, and marked down: relu clip: seed 2, relu: offset (off)" in problems(right=[held])


def test_right_answers_marked_down_together_are_a_problem_and_those_that_do_not_fit_together_are_none():
    assert problems(mixed=[mixed.Mixed(7, 10, ("seed 7, test_train: raised",), ())]) == []
    down = mixed.Mixed(7, 10, (), ("seed 7, test_train: unknown",))
    assert "right, mixed, and marked down: seed 7, test_train: unknown" in problems(mixed=[down])


def test_a_mixture_has_every_function_in_a_way_of_its_own_and_another_seed_other_ways():
    assert set(mixed.chosen(1)) == set(subjects.FUNCTIONS)
    assert mixed.chosen(1) == mixed.chosen(1) != mixed.chosen(2)
    assert set(mixed.chosen(1).items()) <= set(right.answers())


def test_twenty_mixtures_are_right_and_some_do_not_fit_together():
    held = [mixed.hold(seed) for seed in range(20)]
    assert [failure for student in held for failure in student.failures] == []
    assert 0 < sum(bool(student.unfit) for student in held) < 20
    assert all(student.checks >= 10 for student in held)


def test_a_function_that_is_wrong_only_with_others_is_seen(monkeypatch):
    head, body = subjects.solution("initialize_parameters").split("\n", 1)
    wrong = f"{head}\n    rng = np.random.default_rng(0)\n{body}"
    source_of = right.source_of
    monkeypatch.setattr(right, "source_of", lambda f, n: wrong if f == "initialize_parameters" else source_of(f, n))
    assert any("test_train" in failure for failure in mixed.hold(3).failures)


def test_a_check_that_fails_itself_is_a_problem():
    mutant = mutation.Judged("relu", "a → b", "name", True, "relu", "broken", broken="relu: KeyError: 3")
    assert "a check failed itself: relu: a → b: relu: KeyError: 3" in problems(mutants=[mutant])


def test_a_score_below_what_is_asked_for_is_a_problem_and_never_rounded_up():
    score = scores.Score("caught", 2999, 3000, 1.0, "")
    assert (score.percent, score.reached) == ("99.9 %", False)
    assert scores.Score("caught", 3000, 3000, 1.0, "").percent == "100 %"


def test_the_page_is_the_same_for_the_same_findings_and_has_no_times():
    fast, slow = small_audit(), small_audit(wall=100.0, cpu={"mutants": 3.0})
    assert report.markdown(fast) == report.markdown(slow)


def test_the_published_page_is_of_these_mutants_and_these_answers():
    page = report.DOCUMENT.read_text(encoding="utf-8")
    assert not [key for key in survivors.REASONS if f"`{key}`" not in page]
    assert f"Mutants made: {len(MUTANTS):,}" in page
    assert f"holds {len(right.answers())} right answers" in page


def test_the_published_list_of_mistakes_is_that_of_the_models():
    assert report.MISTAKES.read_text(encoding="utf-8") == report.known_mistakes(), "autograder audit --write"


# The command


@pytest.fixture
def audited(monkeypatch, tmp_path):
    """`autograder audit`, with a small audit, and a page of the test's own."""
    (tmp_path / "docs").mkdir()
    monkeypatch.setattr(report, "DOCUMENT", tmp_path / "docs" / "page.md")
    monkeypatch.setattr(report, "MISTAKES", tmp_path / "docs" / "mistakes.md")
    monkeypatch.setattr(survivors, "REASONS", {})
    monkeypatch.setattr(scores, "REASONS", {})
    monkeypatch.setattr(command, "_measure", lambda todo, seed, jobs: small_audit())

    def invoke(*arguments):
        return CliRunner().invoke(cli, ["audit", *arguments], standalone_mode=False)

    return invoke


def test_check_fails_until_the_page_is_written_and_after_it_has_changed(audited):
    assert audited("--check").return_value == 1
    assert audited("--write").return_value == 0
    assert audited("--check").return_value == 0
    page = report.DOCUMENT.read_text(encoding="utf-8")
    report.DOCUMENT.write_text(page.replace("1 of 1", "2 of 2", 1), encoding="utf-8")
    stale = audited("--check")
    assert stale.return_value == 1
    assert "autograder audit --write" in stale.output


def test_check_fails_when_the_code_behind_the_page_has_changed(audited, monkeypatch):
    audited("--write")
    monkeypatch.setattr(published, "_code", lambda: "another code")
    assert audited("--check").return_value == 1


def test_checks_models_probes_engine_and_right_answers_are_behind_the_page(monkeypatch):
    behind = []
    monkeypatch.setattr(published.seal, "code_behind", lambda modules, also: behind.extend([*modules, *also]))
    published._code()
    names = {str(one) for one in behind}
    assert {"autograder.backpropagation.probes", "autograder.backpropagation.models.fashion_mnist.train"} <= names
    assert {str(path) for path in right.FOLDER.glob("softmax/*.py")} <= names
    files = {path.name for path in published.seal.files_of(["autograder.audit.report"])}
    assert {"mutation.py", "catalogue.py", "search.py", "examine.py", "04_back_propagation.py"} <= files


def test_check_says_what_the_page_says_is_to_be_mended(audited, monkeypatch):
    alive = mutation.Judged("relu", "a → c", "name", True, "")
    monkeypatch.setattr(command, "_measure", lambda todo, seed, jobs: small_audit(mutants=[alive]))
    assert audited("--write").return_value == 1
    checked = audited("--check")
    assert checked.return_value == 1
    assert "nobody has said why it may: relu: a → c" in checked.output


def test_check_fails_when_the_sample_finds_what_the_page_does_not_say(audited, monkeypatch):
    audited("--write")
    false = mutation.Judged("relu", "a → c", "name", True, "relu", "offset", false_cause="offset")
    for change in ({"mutants": [false]}, {"right": [right.Held("relu", "clip", 3, ("seed 2, relu: offset (off)",))]}):
        monkeypatch.setattr(command, "_measure", lambda todo, seed, jobs, change=change: small_audit(**change))
        assert audited("--check").return_value == 1


def test_the_sample_is_of_every_part_and_another_after_each_change(audited, monkeypatch):
    audited("--write")
    one = published.sample(1)
    assert {part for part, _ in one} == {part for part, _ in run.jobs(1)}
    assert len(one) >= len(run.jobs(1)) // run.ONE_IN
    found = set()
    for number in range(run.ONE_IN):
        monkeypatch.setattr(published, "_page", lambda number=number: ("", f"{number:x}"))
        found |= set(published.sample(1))
    assert found == set(run.jobs(1))


def test_a_problem_makes_the_command_fail(audited, monkeypatch):
    broken = mutation.Judged("relu", "a → c", "name", True, "")
    monkeypatch.setattr(command, "_measure", lambda todo, seed, jobs: small_audit(mutants=[broken]))
    failed = audited()
    assert failed.return_value == 1
    assert "nobody has said why it may: relu: a → c" in failed.output.replace("\n", " ")


def test_every_prints_each_mistake(audited):
    assert "relu_is_abs" in audited("--every").output
    assert "relu_is_abs" not in audited().output


def test_work_in_parallel_comes_back_in_order_and_reports_progress():
    seen = []
    assert run.in_parallel(abs, [-3, 2, -1], 2, lambda done, total: seen.append((done, total))) == [3, 2, 1]
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_every_job_and_every_finding_can_travel_between_processes():
    assert len(pickle.loads(pickle.dumps(run.jobs(1)))) > 2000
    assert pickle.loads(pickle.dumps(small_audit())).mistakes == small_audit().mistakes


def test_the_thorough_run_takes_every_answer_on_all_its_seeds_and_fresh_ones_for_the_course_s_own():
    work = thoroughly.stretches(1, seeds=120, fresh=70)
    own = [s for s in work if s[:2] == ("relu", right.OWN)]
    clip = [s for s in work if s[:2] == ("relu", "clip")]
    assert [s[2:] for s in own] == [(1_000_000, 50), (1_000_050, 20)]
    assert [s[2:] for s in clip] == [(0, 50), (50, 50), (100, 20)]
    assert {s[:2] for s in work} == set(right.answers())
