"""A class in shards: what `merge` makes of them is what one process writes, in whatever way they came to be.

The scripts of docs/clusters.md are run as they stand there. The engine is tests/fake_engine.py.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time

import pytest
import yaml

from autograder import cli
from autograder.cluster import merge as merging
from autograder.cluster.shards import shard_folders
from autograder.course.layout import RELEASED, ROOT
from autograder.grading import run
from autograder.grading.asked import Shard
from tests import fake_engine
from tests.forks import in_fork
from tests.sandboxed import wait_until

pytestmark = pytest.mark.sandbox

ONE = "01_activations"
STUDENTS = ("ada", "bob", "cleo", "dan", "eve", "fay", "gus", "zoë")
PAGE = (ROOT / "docs" / "clusters.md").read_text(encoding="utf-8")
TABLES = ("scores.csv", "totals.csv", "collect.csv")
# In place of `autograder` on PATH: leaves what it was asked in a folder, and ends as the answer says.
STAND_IN = """#!/bin/bash
mkfifo "$REQUESTS/$$.reply"
printf '%s\\0' "$PWD" "$@" > "$REQUESTS/$$.part" && mv "$REQUESTS/$$.part" "$REQUESTS/$$.asked"
exit "$(cat "$REQUESTS/$$.reply")"
"""


@pytest.fixture(autouse=True)
def engine(monkeypatch, tmp_path):
    monkeypatch.setattr("autograder.grading.worker.make_engine", lambda *_: fake_engine.FakeEngine())
    monkeypatch.setattr(run, "choose", lambda asked: asked or "namespaces")
    monkeypatch.setenv("FAKE_ENGINE_LOG", str(tmp_path / "log"))


def hand_in(root, student, wish=""):
    notebook = json.loads((RELEASED / f"{ONE}.ipynb").read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "relu":
            cell["source"] = f"# {wish}"
    (root / student / "backpropagation").mkdir(parents=True, exist_ok=True)
    (root / student / "backpropagation" / f"{ONE}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")


@pytest.fixture
def submitted(tmp_path):
    for number, student in enumerate(STUDENTS):
        hand_in(tmp_path / "submitted", student, "wrong" if number % 3 == 0 else "seed")
    (tmp_path / "submitted" / "loose.pdf").write_bytes(b"whose?")
    return tmp_path / "submitted"


@pytest.fixture
def autograder(monkeypatch, capsys):
    """Runs the command line in this process: (exit code, what it printed)."""

    def go(*arguments):
        monkeypatch.setattr(sys, "argv", ["autograder", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return ended.value.code, said.out + said.err

    return go


@pytest.fixture
def shards(autograder, submitted, tmp_path):
    """Grades shards of the class into one output: `shards("1/3", "3/3")`."""

    def go(*names, output=tmp_path / "out", jobs=1):
        for name in names:
            code, said = autograder(
                "grade", "--submissions", submitted, "--output", output, "--jobs", jobs, "--shard", name
            )
            assert code in (0, 1), said
        return output

    return go


@pytest.fixture
def whole(autograder, submitted, tmp_path):
    """What one process writes of this class, with the seed 7."""
    autograder("grade", "--submissions", submitted, "--output", tmp_path / "whole", "--jobs", 1, "--seed", 7)
    return tables(tmp_path / "whole")


def tables(output):
    return {name: (output / name).read_bytes() for name in TABLES}


def ran(tmp_path):
    return [line.split()[1] for line in (tmp_path / "log").read_text().splitlines() if line.startswith("run")]


def test_every_student_is_in_exactly_one_shard_and_stays_there():
    for of in (1, 3, 64):
        shards = [Shard(number, of) for number in range(1, of + 1)]
        for student in (*STUDENTS, "\udce9", "x" * 200):
            assert sum(shard.holds(student) for shard in shards) == 1
    held = [sum(Shard(number, 4).holds(f"student{n}") for n in range(4000)) for number in range(1, 5)]
    assert min(held) > 900  # about a quarter each


def test_merged_shards_are_what_one_process_writes(whole, shards, autograder, tmp_path):
    autograder("begin", "--output", tmp_path / "out", "--seed", 7)
    shards("3/3", "1/3", "2/3")
    code, said = autograder("merge", "--output", tmp_path / "out")
    assert tables(tmp_path / "out") == whole
    assert code == 1 and "Shard 1/3: 1 files or students" in said  # the loose file, which is a person's to look at
    graded = {path.name: path.stat() for path in (tmp_path / "out").glob(f"shards/*/autograded/ada/*/{ONE}.ipynb")}
    merged = (tmp_path / "out" / "autograded" / "ada" / "backpropagation" / f"{ONE}.ipynb").stat()
    assert [found.st_ino for found in graded.values()] == [merged.st_ino]  # no second copy
    assert json.loads((tmp_path / "out" / "run.json").read_text())["seed"] == 7


def test_any_set_of_shards_can_be_merged_at_any_time_and_what_is_missing_is_named(whole, shards, autograder, tmp_path):
    autograder("begin", "--output", tmp_path / "out", "--seed", 7)
    output = shards("2/3")
    code, said = autograder("merge", "--output", output)
    assert code == 1 and "2 of 3 shards are missing" in said
    assert "Shard 1/3 has not been started" in said and "Shard 3/3 has not been started" in said
    some = {line.split(b",")[0].decode() for line in (output / "scores.csv").read_bytes().splitlines()[1:]}
    assert some == {student for student in STUDENTS if Shard(2, 3).holds(student)}
    shards("1/3", "3/3")
    autograder("merge", "--output", output)
    assert tables(output) == whole
    before = {path: path.stat().st_mtime_ns for path in (output / "journal").iterdir()}
    _, said = autograder("merge", "--output", output)
    assert "0 taken over, 8 there already" in said and tables(output) == whole
    assert {path: path.stat().st_mtime_ns for path in (output / "journal").iterdir()} == before


def test_who_hands_in_again_is_graded_by_the_shard_and_replaced_by_the_merge(shards, submitted, autograder, tmp_path):
    autograder("begin", "--output", tmp_path / "out", "--seed", 7)
    output = shards("1/2", "2/2")
    autograder("merge", "--output", output)
    assert b"ada,01_activations,test_relu,0," in (output / "scores.csv").read_bytes()
    hand_in(submitted, "ada", "right")
    shards("1/2", "2/2")
    _, said = autograder("merge", "--output", output)
    assert "1 taken over, 7 there already" in said
    assert b"ada,01_activations,test_relu,1," in (output / "scores.csv").read_bytes()
    assert ran(tmp_path).count("ada") == 2 and ran(tmp_path).count("bob") == 1
    autograder("grade", "--submissions", submitted, "--output", output)  # one process goes on from there
    assert ran(tmp_path).count("ada") == 2


def test_a_merge_that_is_killed_goes_on_where_it_was(whole, shards, autograder, monkeypatch, tmp_path):
    autograder("begin", "--output", tmp_path / "out", "--seed", 7)
    output, taken, kill = shards("1/2", "2/2"), [], merging.take_student

    def killed(*arguments):
        taken.append(arguments)
        kill(*arguments)
        if len(taken) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(merging, "take_student", killed)
    code, _ = autograder("merge", "--output", output)
    assert code == 130 and len(list((output / "journal").glob("*.json"))) == 3
    _, said = autograder("merge", "--output", output)
    assert "5 taken over, 3 there already" in said and tables(output) == whole


def test_three_shards_killed_on_the_way_end_where_they_would_have_ended(whole, autograder, submitted, tmp_path):
    """Side by side, each with kill -9 once it has graded somebody: nobody is graded twice who was done."""
    (tmp_path / "log").unlink()
    output = tmp_path / "out"
    autograder("begin", "--output", output, "--seed", 7)
    command = ["grade", "--submissions", str(submitted), "--output", str(output), "--jobs", "1", "--shard"]

    def start(name):
        child = os.fork()
        if child == 0:
            os.setsid()
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            slow = fake_engine.FakeEngine._notebook
            fake_engine.FakeEngine._notebook = lambda *a: (time.sleep(0.3), slow(*a))[1]
            sys.argv = ["autograder", *command, name]
            try:
                cli.main()
            finally:
                os._exit(0)
        return child

    names = ("1/3", "2/3", "3/3")
    places = [output / "shards" / name.replace("/", "-of-") / "journal" for name in names]
    children = [start(name) for name in names]
    for child, place in zip(children, places, strict=True):
        assert wait_until(lambda place=place: any(place.glob("*.json")), 30)
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
    done = {json.loads(path.read_text())["student"] for place in places for path in place.glob("*.json")}
    assert 3 <= len(done) < len(STUDENTS)
    code, said = autograder("merge", "--output", output)
    assert code == 1 and "is not done" in said
    before = ran(tmp_path)
    for name in names:
        autograder(*command, name)
    assert not done & set(ran(tmp_path)[len(before) :])
    autograder("merge", "--output", output)
    assert tables(output) == whole


def tampered(output, shard="1-of-2", **facts):
    path = output / "shards" / shard / "run.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | facts))


@pytest.mark.parametrize("name", ["seed", "grader", "release", "settings", "engine"])
def test_shards_that_were_graded_otherwise_are_refused(name, shards, autograder, tmp_path):
    autograder("begin", "--output", tmp_path / "out", "--seed", 7)
    output = shards("1/2", "2/2")
    tampered(output, "2-of-2", **{name: "another"})
    code, said = autograder("merge", "--output", output)
    assert code == 2 and said.startswith("Error: Shard 2/2 can't be merged with the others.\n  Different in it: ")
    assert not (output / "scores.csv").exists()


@pytest.mark.parametrize("what", ["release_of", "version_of"])
def test_a_machine_with_another_release_or_grader_grades_nothing(
    what, shards, submitted, autograder, monkeypatch, tmp_path
):
    autograder("begin", "--output", tmp_path / "out")
    monkeypatch.setattr(run, what, lambda *_: "of yesterday")
    code, said = autograder("grade", "--submissions", submitted, "--output", tmp_path / "out", "--shard", "1/2")
    assert code == 2 and "Shard 1/2 can't be graded as" in said and "of yesterday, not" in said
    assert not (tmp_path / "log").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--shard", "0/4"], "--shard 0/4 is out of range."),
        (["--shard", "5/4"], "--shard 5/4 is out of range."),
        (["--shard", "1"], "--shard 1 is no shard."),
        (["--shard", "１/４"], "is no shard."),
        (["--shard", "1/3"], "holds shards of 2 and of 3."),
        (["--shard", "1/2", "--student", "ada"], "--student and --shard can't be given together."),
        (["--shard", "1/2", "--seed", "8"], "Shard 1/2 can't be graded as"),
    ],
)  # fmt: skip
def test_bad_input_is_told_in_a_sentence_and_grades_nobody(arguments, says, shards, submitted, autograder, tmp_path):
    output = tmp_path / "out"
    autograder("begin", "--output", output, "--seed", 7)
    (output / "shards" / "2-of-2").mkdir(parents=True)
    code, said = autograder("grade", "--submissions", submitted, "--output", output, *arguments)
    assert code == 2 and says in said.splitlines()[0] and len(said.splitlines()) <= 3
    assert not (tmp_path / "log").exists()


def test_without_begin_and_without_shards_it_is_said_what_to_do(submitted, autograder, tmp_path):
    output = tmp_path / "out"
    code, said = autograder("grade", "--submissions", submitted, "--output", output, "--shard", "1/2")
    assert code == 2 and f"autograder begin --output {output}" in said and not output.exists()
    autograder("begin", "--output", output)
    code, said = autograder("merge", "--output", output)
    assert code == 2 and said.startswith(f"Error: There are no shards in {output}.")


def test_begin_keeps_its_seed_and_refuses_another_once_somebody_is_graded(shards, autograder, tmp_path):
    output = tmp_path / "out"
    _, first = autograder("begin", "--output", output)
    _, again = autograder("begin", "--output", output)
    assert re.search(r"Seed \d+\.", first)[0] == re.search(r"Seed \d+\.", again)[0]
    _, other = autograder("begin", "--output", output, "--seed", 3)  # nobody has been graded yet
    assert "Seed 3." in other
    shards("1/2")
    code, said = autograder("begin", "--output", output, "--seed", 4)
    assert code == 2 and f"Error: {output} has another seed than 4." in said
    (tmp_path / "file").write_text("")
    code, said = autograder("begin", "--output", tmp_path / "file" / "out")
    assert code == 2 and "can't be written to" in said


def test_a_shard_under_way_is_merged_as_far_as_it_is(shards, autograder, tmp_path):
    autograder("begin", "--output", tmp_path / "out", "--seed", 7)
    output = shards("1/2", "2/2")
    tampered(output, "2-of-2", finished=None)
    with run.locked(output / "shards" / "2-of-2"):
        code, said = autograder("merge", "--output", output)
    assert code == 1 and "1 of 2 shards are missing" in said and "8 taken over" in said


# The scripts of docs/clusters.md.


def script(name):
    return re.search(rf"`{re.escape(name)}`(?:(?!```).)*```\w+\n(.*?)```", PAGE, re.DOTALL)[1]


@pytest.fixture
def bash(tmp_path, monkeypatch):
    """Runs a script, whose `autograder` is this process's own command line, in a fork for each call."""
    requests = tmp_path / "requests"
    (tmp_path / "bin").mkdir()
    requests.mkdir()
    (tmp_path / "bin" / "autograder").write_text(STAND_IN)
    (tmp_path / "bin" / "autograder").chmod(0o755)

    def answer(folder, *arguments):
        os.chdir(folder)
        sys.argv = ["autograder", *arguments]
        try:
            cli.main()
        except SystemExit as ended:
            return int(ended.code)

    def go(text, *arguments, folder=tmp_path, **variables):
        environment = os.environ | {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "REQUESTS": str(requests)}
        command = ["bash", "-c", text, "script", *map(str, arguments)]
        process = subprocess.Popen(command, cwd=folder, env=environment | {k: str(v) for k, v in variables.items()})
        while process.poll() is None:
            for asked in requests.glob("*.asked"):
                words = asked.read_text().split("\0")[:-1]
                asked.unlink()
                asked.with_suffix(".reply").write_text(str(in_fork(lambda words=words: answer(*words))))
            time.sleep(0.005)
        return process.returncode

    return go


def grade_with_slurm(bash, place):
    text = script("slurm.sh")
    assert "--array=1-16" in text and "N=16" in text
    for number in (3, 1, 2):
        bash(text.replace("N=16", "N=3"), SLURM_ARRAY_TASK_ID=number, SLURM_CPUS_PER_TASK=2, **place)


def grade_with_condor(bash, place):
    submit = dict(re.findall(r"^(\w+) += (.*)$", script("condor.sub"), re.MULTILINE))
    assert submit["arguments"] == "$(Process) 16 4" and script("condor.sub").endswith("queue 16\n")
    for process in range(3):
        bash(
            script("condor.sh"),
            *submit["arguments"].replace("$(Process)", str(process)).replace("16", "3").split(),
            **place,
        )


def grade_with_kubernetes(bash, place):
    job = yaml.safe_load(script("job.yaml"))["spec"]
    [container] = job["template"]["spec"]["containers"]
    assert container["command"] == ["/bin/bash", "-c"] and job["completions"] == job["parallelism"] == 16
    assert {one["name"] for one in container["env"]} == set(place)
    for index in range(3):
        bash(container["args"][0].replace("/16", "/3"), JOB_COMPLETION_INDEX=index, **place)


@pytest.mark.parametrize("grade", [grade_with_slurm, grade_with_condor, grade_with_kubernetes])
def test_the_script_for_a_scheduler_grades_the_whole_class(grade, bash, submitted, whole, tmp_path):
    place = {"SUBMITTED": submitted, "GRADED": tmp_path / "graded"}
    bash('autograder begin --output "$GRADED" --seed 7', **place)
    grade(bash, place)
    assert [str(shard) for shard in shard_folders(tmp_path / "graded")] == ["1/3", "2/3", "3/3"]
    assert bash('autograder merge --output "$GRADED"', **place) == 1  # the loose file
    assert tables(tmp_path / "graded") == whole


def test_two_laptops_without_a_shared_folder_make_one_gradebook(bash, submitted, whole, tmp_path):
    for number in ("1", "2"):
        (tmp_path / number).mkdir()
        shutil.copytree(submitted, tmp_path / number / "submitted")
        bash(script("laptop.sh"), number, folder=tmp_path / number, SUBMITTED="submitted")
    bash(script("together.sh"), folder=tmp_path / "1", SECOND=tmp_path / "2")
    assert tables(tmp_path / "1" / "graded") == whole
