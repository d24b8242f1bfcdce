"""The second wall, from outside: what the sandbox holds, put together as a folder, since nothing can be mounted.

It mirrors the sandbox of the first wall: what policy.py has at /opt/packages is at STAGE/opt/packages here. What the
system has at the same place in both stays where it is. Landlock then opens exactly these (within/landlock.py).
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import shutil
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from autograder.sandbox.errors import SandboxUnavailable
from autograder.sandbox.limits import Limits
from autograder.sandbox.policy import COURSE_INSIDE, Bind, Policy
from autograder.sandbox.within import alone, scratch
from autograder.sandbox.within.namespaces import HOME, SCRATCH

_PREFIX = "notebooks-"
_LOCK = ".lock"
_PATIENCE = 5.0
_OURS = (COURSE_INSIDE, SCRATCH)  # ours, small: always copied, so that nothing in there leads to the repository
# Of an interpreter that has to be copied: what no notebook imports.
_NOT_COPIED = ("site-packages", "dist-packages", "test", "tests", "idlelib", "tkinter", "ensurepip", "*.a", "config-*")


@dataclass
class Stage:
    """The folder, what may be opened of it and of the system, and what its names are behind the first wall."""

    folder: Path
    own_users: bool
    rules: list[tuple[str, str]] = field(default_factory=list)  # path, kind: alone.py says what they mean
    names: dict[str, str] = field(default_factory=dict)  # path on the host, path as a student should see it
    _lock: int = -1
    _pattern: re.Pattern[str] | None = None

    def inside(self, path: str) -> str:
        """Where on the host the sandbox's `path` is."""
        return f"{self.folder}{path}" if path.startswith(("/opt/", "/home/", "/data")) else path

    def plain(self, text: str) -> str:
        """`text` with the names that files would have in the sandbox of the first wall."""
        if self._pattern is None:
            names = "|".join(re.escape(name) for name in sorted(self.names, key=len, reverse=True))
            self._pattern = re.compile(rf"(File (?:\x1b\[[\d;]*m)*)?({names})(/\d+(?=/))?({HOME}(?=/))?")
        return self._pattern.sub(self._plain, text)

    def _plain(self, found: re.Match[str]) -> str:
        heading, name, _, home = found.groups()
        # IPython heads the lines of a file by `File ~/…`, wherever HOME is; Python does so by `File "/home/…`.
        return (heading or "") + self.names[name] + (("~" if heading else home) if home else "")

    def close(self) -> None:
        """Delete it, if the zygote has not done so."""
        if self._lock >= 0:
            _delete(self.folder)
            os.close(self._lock)
            self._lock = -1


def build(policy: Policy) -> Stage:
    """Make the stage for `policy`; the caller closes it. Raises SandboxUnavailable where it has no place."""
    own_users = can_have_users()
    copied = {bind for bind in policy.binds if own_users and _staged(bind) and not _reachable(bind.source.resolve())}
    folder = _make_folder(own_users, copied)
    stage = Stage(folder, own_users, names={str(folder): ""}, _lock=_lock(folder))
    umask = os.umask(0o022)  # whoever grades may keep theirs for themselves; submissions have another user id
    try:
        for bind in policy.binds:
            _place(stage, bind, bind in copied, policy.hidden)
        for path, text in policy.texts.items():
            if path.startswith(COURSE_INSIDE):
                Path(stage.inside(path)).write_text(text)
    except BaseException:
        stage.close()
        raise
    finally:
        os.umask(umask)
    stage.rules += [
        (f"{folder}/opt", "read"),
        (f"{folder}{SCRATCH}/lab", "read"),
        (f"{folder}/data", "read"),
        ("/dev/null", "use"),
    ]
    devices = (f"/dev/{name}" for name in policy.devices)
    stage.rules += [(path, "read") for path in devices if path != "/dev/null" and Path(path).exists()]
    return stage


def can_have_users() -> bool:
    """Whether each submission can have a user id of its own, found by trying: root of a user namespace can't, say."""
    if os.geteuid() != 0:
        return False
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent, "own")
        folder.mkdir(0o700)
        Path(parent).chmod(0o755)
        try:
            os.chown(folder, alone.FIRST_UID, alone.FIRST_UID)
            return _live_as_another(folder)
        except OSError:
            return False


def _live_as_another(folder: Path) -> bool:
    """Whether a child can become another user, write to its folder, be killed by us, and its folder deleted by us."""
    pid = os.fork()
    if pid == 0:
        with contextlib.suppress(BaseException):
            alone.become(alone.FIRST_UID)
            Path(folder, "made").mkdir(0o700)
            time.sleep(_PATIENCE)
        os._exit(1)
    made, deadline = folder / "made", time.monotonic() + _PATIENCE
    try:
        while not made.exists() and time.monotonic() < deadline and os.waitpid(pid, os.WNOHANG) == (0, 0):
            time.sleep(0.001)
        return made.exists()
    finally:
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(pid, 9)
            os.waitpid(pid, 0)
        scratch.delete(str(folder))


def _staged(bind: Bind) -> bool:
    return str(bind.source) != bind.inside


def _reachable(path: Path) -> bool:
    """Whether everybody may read `path`."""
    mode = path.stat().st_mode
    wanted = 0o005 if stat.S_ISDIR(mode) else 0o004
    return mode & wanted == wanted and all(above.stat().st_mode & 0o001 for above in path.parents)


def _make_folder(own_users: bool, copied: set[Bind]) -> Path:
    """A new folder with room for what submissions write; in memory, if there is enough."""
    places = [Path("/dev/shm"), Path(tempfile.gettempdir()), Path("/var/tmp")]
    if copied:
        device = next(iter(copied)).source.stat().st_dev
        places.sort(key=lambda place: not place.is_dir() or place.stat().st_dev != device)  # there, links do
    for place in places:
        if _fits(place, own_users, bool(copied)):
            _delete_left_over(place)
            folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place)).resolve()
            folder.chmod(0o755 if own_users else 0o700)
            return folder
    raise SandboxUnavailable(
        f"There is no folder for what submissions write, in {' or '.join(map(str, dict.fromkeys(places)))}.",
        f"It takes {2 * Limits().scratch_bytes >> 20} MB for each job.",
        "Set TMPDIR to a folder with room for it, which every user may enter.",
    )


def _fits(place: Path, own_users: bool, programs: bool) -> bool:
    if not os.access(place, os.W_OK | os.X_OK) or (own_users and not _reachable(place.resolve())):
        return False
    state = os.statvfs(place)
    may_run = not (programs and state.f_flag & os.ST_NOEXEC)
    return may_run and state.f_bavail * state.f_frsize >= 2 * Limits().scratch_bytes


def _lock(folder: Path) -> int:
    """A descriptor that keeps `folder` from being deleted as left over. The lock has its name only once it is held."""
    new = folder / f"{_LOCK}.new"
    descriptor = os.open(new, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    new.rename(folder / _LOCK)
    return descriptor


def _delete_left_over(place: Path) -> None:
    """Delete the stages of graders of ours that were killed: nobody holds their locks."""
    for folder in place.glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            state = folder.lstat()  # a link of somebody else's could lead anywhere
            if not stat.S_ISDIR(state.st_mode) or state.st_uid != os.getuid():
                continue
            lock = os.open(folder / _LOCK, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                _delete(folder)
            finally:
                os.close(lock)


def _delete(folder: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        scratch.delete(str(folder))


def _place(stage: Stage, bind: Bind, closed: bool, hidden: tuple[str, ...]) -> None:
    source, target = bind.source.resolve(), Path(stage.inside(bind.inside))
    if not _staged(bind):
        stage.rules += _readable(source, bind.inside, hidden)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    if closed or bind.inside.startswith(_OURS):
        _copy(source, target)  # without what is hidden
    else:
        target.symlink_to(source)
        stage.rules += _readable(source, bind.inside, hidden)
        if source != Path(bind.inside):
            stage.names[str(source)] = bind.inside


def _copy(source: Path, target: Path) -> None:
    """A copy that everybody may read; of a file that lies on the same file system, one more name for it."""
    if source.is_dir():
        target.mkdir()
        target.chmod(0o755)
        for entry in source.iterdir():
            if not any(entry.match(pattern) for pattern in _NOT_COPIED):
                _copy(entry, target / entry.name)
    elif source.is_file():
        try:
            if not source.stat().st_mode & 0o004:
                raise PermissionError
            os.link(source.resolve(), target)
        except OSError:
            shutil.copy2(source, target)  # with its time, by which Python knows what it has compiled
            target.chmod(0o755 if source.stat().st_mode & 0o100 else 0o644)


def _readable(path: Path, inside: str, hidden: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Rules that open `path`, which is `inside` in the sandbox, but for the folders that are to be hidden."""
    if inside in hidden:
        return
    if any(name.startswith(f"{inside}/") for name in hidden) and path.is_dir():
        yield str(path), "list"
        for entry in path.iterdir():
            yield from _readable(entry, f"{inside}/{entry.name}", hidden)
    else:
        yield str(path), "read"


def start(policy: Policy, stage: Stage, program: str, inherited: int, errors: int) -> subprocess.Popen[bytes]:
    """Start Python on the stage, with the sandbox's environment, to run `program`."""
    environment = {name: _translated(stage, value) for name, value in policy.environment.items()}
    try:
        return subprocess.Popen(
            (stage.inside(policy.python), "-I", "-S", "-B", "-c", program),
            stdin=subprocess.DEVNULL,
            stdout=errors,
            stderr=errors,
            pass_fds=[inherited],
            env=environment,
            cwd="/",
            start_new_session=True,
        )
    except OSError as error:
        raise SandboxUnavailable(f"Python could not be started for the sandbox: {error}") from error


def _translated(stage: Stage, value: str) -> str:
    return ":".join(map(stage.inside, value.split(":"))) if value.startswith("/") else value
