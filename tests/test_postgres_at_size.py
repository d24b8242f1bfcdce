"""PostgreSQL under a class: killed in the middle of a write, on either side, nothing is lost or there twice."""

from __future__ import annotations

import os
import signal
import threading
import time
from functools import partial

import pytest
from sqlalchemy import func, select

from autograder.errors import UserError
from autograder.ledger.database import MARKED, nbgrader_api, opened
from autograder.ledger.gradebook import BATCH
from autograder.ledger.journal import write_entry
from autograder.ledger.ledger import settle
from benchmarks.scale import entry
from tests.postgres import server
from tests.sandboxed import wait_until

pytestmark = pytest.mark.sandbox  # takes seconds

STUDENTS = 3 * BATCH


@pytest.fixture(scope="module")
def running():
    with server() as made:
        yield made


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    """A journal that nobody has entered yet."""
    folder = tmp_path_factory.mktemp("graded")
    (folder / "journal").mkdir()
    for number in range(STUDENTS):
        write_entry(folder, entry(number))
    return folder


@pytest.fixture(scope="module")
def wanted(output):
    """scores.csv by way of SQLite."""
    settle(output, make=True)
    return (output / "scores.csv").read_bytes()


def entered(url):
    """How many students, submissions, marks and comments there are, and how many of ours are remembered."""
    api = nbgrader_api()
    tables = [kind.__table__ for kind in (api.Student, api.SubmittedAssignment, api.Grade, api.Comment)]
    with opened(url, complete=False) as session:
        return [session.scalar(select(func.count()).select_from(table)) for table in [*tables, MARKED]]


def expected():
    cells = [cell for result in entry(0).notebooks for cell in result.cells]
    return [STUDENTS, STUDENTS, STUDENTS * len(cells)]


def some_are_entered(url):
    """Whether a batch is there, and not yet all."""

    def there():
        try:
            return 0 < entered(url)[1] < STUDENTS
        except UserError:  # its tables are being made
            return False

    return there


def in_child(work):
    """Do it in a child process, however it ends; its id."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return child


def assert_whole(url, output, wanted):
    settle(output, url, make=True)
    found = entered(url)
    assert found[:3] == expected() and found[4] == STUDENTS and found[3] % STUDENTS == 0
    assert (output / "scores.csv").read_bytes() == wanted


def test_a_client_killed_in_the_middle_of_a_write_is_resumed(running, output, wanted):
    url = running.new_database()
    child = in_child(partial(settle, output, url, make=True))
    assert wait_until(some_are_entered(url), 60)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert entered(url)[1] % BATCH == 0, "a batch is there as a whole, or not at all"
    assert_whole(url, output, wanted)


def test_a_server_stopped_in_the_middle_of_a_write_is_told_and_resumed(running, output, wanted):
    url, said = running.new_database(), []

    def work():
        try:
            settle(output, url, make=True)
        except UserError as error:
            said.append(error.what)

    working = threading.Thread(target=work)
    working.start()
    assert wait_until(some_are_entered(url), 60)
    running.end(signal.SIGQUIT)
    working.join(60)
    assert len(said) == 1 and "can't be read or written" in said[0]
    time.sleep(0.1)
    running.start()
    assert_whole(url, output, wanted)


def test_two_commands_at_once_enter_nobody_twice(running, output, wanted):
    url = running.new_database()
    children = [in_child(partial(settle, output, url, make=True)) for _ in range(2)]
    for child in children:
        os.waitpid(child, 0)
    assert_whole(url, output, wanted)
