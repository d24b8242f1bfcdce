"""What test files of many kinds have in common, and their order: the longest first."""

import gc
from unittest import mock

import pytest

from autograder.checks import recognise
from autograder.sandbox import open_sandbox
from tests.sandboxed import MIB, WALLS, free_bytes, processes_of, stand_in_policy, wait_until, wall_of

# By the time that they take alone; whoever is missing here comes after them, in the order of the folder.
LONGEST = (
    "test_same_marks", "test_sample_class", "test_attacks", "test_killed", "test_sandbox_users", "test_odd_values",
    "test_formgrader", "test_forged_replies", "test_bundle", "test_promises", "test_judge_follow_through",
    "test_answers_in_the_package", "test_damaged", "test_bad_inputs", "test_regrade", "test_account",
    "test_checks_pass",
)  # fmt: skip


def pytest_collection_modifyitems(items):
    rank = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path.stem, len(rank)))


def pytest_collection_finish():
    """What is there by now stays: Python's collector need not look through it during each test, and in each fork.

    Looking less often spares another twelfth of a test's time; commands in forks do as they do elsewhere (forks.py).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(scope="module", params=WALLS)
def sandbox(request):
    """One that serves stand_in.py, behind each wall in turn."""
    with open_sandbox(stand_in_policy(), wall_of(request)) as opened:
        yield opened


@pytest.fixture
def leaves_no_trace(sandbox):
    """The test leaves the machine's free memory and the sandbox's processes as they were."""
    processes, memory = processes_of(sandbox), free_bytes()
    yield
    assert processes_of(sandbox) == processes
    assert wait_until(lambda: free_bytes() > memory - 100 * MIB, 60)  # others take memory, too, and give it back


@pytest.fixture
def no_figure_is_left_behind():
    """The test finds no figure open, and leaves none."""
    import matplotlib.pyplot as plt

    plt.close("all")
    yield
    plt.close("all")


@pytest.fixture
def nobody_names_mistakes():
    """For a test of who is right and who is wrong: which mistake it is takes most of a check's time."""
    with mock.patch.multiple(recognise, models=dict, mistakes_of=lambda function: []):
        yield
