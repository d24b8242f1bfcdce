"""The second wall in each of its kinds: a user id for each submission, the grader's, and as older kernels have it."""

from __future__ import annotations

import contextlib
import dataclasses
import os
from pathlib import Path

import pytest

from autograder.sandbox import open_sandbox, stage
from tests.sandboxed import Notebook, stand_in_policy
from tests.second_wall import SMALL

KINDS = {"own_users": (True, None), "one_user": (False, None)} | {f"Landlock {n}": (False, n) for n in (2, 3, 6)}
PRELOAD = ("lab.check", "numpy")


@pytest.fixture(scope="module", params=KINDS)
def sandbox(request):
    own_users, version = KINDS[request.param]
    if own_users and not stage.can_have_users():
        pytest.skip("only root, and not of a user namespace, can give each submission a user id")
    policy = dataclasses.replace(stand_in_policy(preload=PRELOAD), landlock_version=version)
    with contextlib.ExitStack() as stack:
        with pytest.MonkeyPatch.context() as patch:  # while it opens: other tests of the module have the host as it is
            patch.setattr(stage, "can_have_users", lambda: own_users)
            opened = stack.enter_context(open_sandbox(policy, "landlock"))
        yield opened


@pytest.fixture(scope="module")
def submission(sandbox):
    with sandbox.submission({"a.txt": b"a", "figures/b.txt": b"b"}, SMALL) as opened:
        yield opened


@pytest.fixture
def notebook(submission):
    return Notebook(submission)


@pytest.fixture(scope="module")
def theirs(tmp_path_factory):
    """A folder of whoever grades, in which everybody may do everything, as far as its permissions go."""
    folder = tmp_path_factory.mktemp("theirs")
    for above in (folder, *folder.parents):
        if above.stat().st_uid == os.getuid() and above != Path("/"):
            above.chmod(above.stat().st_mode | 0o755)
    folder.chmod(0o777)
    (folder / "secret").write_text("nobody may read this")
    (folder / "secret").chmod(0o666)
    return folder
