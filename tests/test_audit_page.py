"""What the audit writes and says: its page, with the scores that are asked for, and the command."""

import pickle

import pytest
from click.testing import CliRunner

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
)
from autograder.backpropagation import survivors
from autograder.cli import cli

pytestmark = pytest.mark.whole_class


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
    assert f"Mutants made: {len(mutants.mutants()):,}" in page
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
