"""The second wall, honest work: what libraries do goes on, with the names and numbers of the first wall."""

from __future__ import annotations

import os

import numpy as np
import pytest

from autograder.sandbox import Limits, open_sandbox
from autograder.sandbox.within.namespaces import HOME, SCRATCH
from tests.sandboxed import Notebook, stand_in_policy
from tests.second_wall import outcomes

pytestmark = pytest.mark.sandbox


HONEST = [
    "sqlite3.connect('x.db').execute('create table a(b)')",
    "shutil.copy2('a.txt', 'c.txt')",
    "shutil.copytree('figures', 'more')",
    "tempfile.TemporaryFile().write(b'x')",
    "tempfile.TemporaryDirectory().cleanup()",
    "concurrent.futures.ThreadPoolExecutor(4).submit(print).result()",
    "asyncio.run(asyncio.sleep(0))",
    "numpy.save('x.npy', numpy.ones(3))",
    "numpy.memmap('x.bin', mode='w+', shape=(8,))",
    "numpy.linalg.svd(numpy.ones((50, 50)))",
    "pathlib.Path('deep/er').mkdir(parents=True)",
    "pathlib.Path('a.txt').rename('deep/er/a.txt')",
    "os.truncate(os.open('c.txt', os.O_RDWR), 0)",
    "zipfile.ZipFile('x.zip', 'w').writestr('a', 'b')",
    "logging.FileHandler('log')",
    "os.listdir('../data')",
    "time.sleep(0.01)",
    "signal.alarm(0)",
    "getpass.getuser()",
]


def test_honest_programs_work(sandbox):
    modules = sorted({code.split(".")[0] for code in HONEST} | {"concurrent.futures"})
    with sandbox.submission({"a.txt": b"a", "figures/b.txt": b"b"}, Limits()) as submission:
        notebook = Notebook(submission)
        notebook.run(
            f"import builtins\nfor name in {modules!r}: setattr(builtins, name.split('.')[0], __import__(name))"
        )
        assert {c: o for c, o in outcomes(notebook, HONEST).items() if o != "done"} == {}


def test_files_have_their_plain_names_in_all_that_is_shown(sandbox):
    with sandbox.submission({"mine.py": b"1 / 0"}, Limits()) as submission:
        notebook = Notebook(submission)
        notebook.run("import builtins, numpy, lab.check; builtins.numpy, builtins.lab = numpy, lab")
        assert sandbox.plain(notebook.value("os.getcwd()")) == SCRATCH
        assert sandbox.plain(notebook.value("lab.__file__")).startswith(f"{SCRATCH}/lab/")
        assert sandbox.plain(notebook.value("numpy.__file__")).startswith("/opt/packages/numpy/")
        assert sandbox.plain(notebook.value("os.path.realpath('../data')")) == "/data"
        shown = sandbox.plain(notebook.raised("import sys; sys.path.insert(0, ''); import mine"))
        assert f'File "{SCRATCH}/mine.py", line 1' in shown
        heading = f"File \x1b[32m{notebook.value('lab.__file__')}:7\x1b[39m"
        assert sandbox.plain(heading).startswith(f"File \x1b[32m~{SCRATCH.removeprefix(HOME)}/lab/")


def test_whoever_grades_may_keep_what_they_write_for_themselves():
    umask = os.umask(0o077)
    try:
        with open_sandbox(stand_in_policy(), "landlock") as opened, opened.submission({}, Limits()) as submission:
            Notebook(submission).run("import lab.check, json.tool, sqlite3")
    finally:
        os.umask(umask)


def test_numbers_are_those_of_the_first_wall():
    """The same NumPy computes: a product, a decomposition and a random draw are the same to the last bit."""
    code = "[float(numpy.sin(numpy.arange(1e4)).sum()), float(numpy.linalg.svd(numpy.eye(9) + 1)[1][0])]"
    found = []
    for wall in ("namespaces", "landlock"):
        with open_sandbox(stand_in_policy(preload=("numpy",)), wall) as opened, opened.submission({}, Limits()) as one:
            found.append(Notebook(one).value(code, "import numpy"))
    assert found[0] == found[1]
    assert found[0][0] == pytest.approx(float(np.sin(np.arange(1e4)).sum()))
