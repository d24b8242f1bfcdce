"""What is inside the sandbox, as data. Whatever is not listed here isn't there.

`default_policy()` is the course's. Tests make others with `dataclasses.replace`.
"""

from __future__ import annotations

import sys
import sysconfig
from dataclasses import dataclass, field
from pathlib import Path

from autograder.course import layout
from autograder.sandbox.within.namespaces import HOME, SCRATCH

NAMESPACES, LANDLOCK = WALLS = ("namespaces", "landlock")  # the stronger one first
PACKAGES_INSIDE = "/opt/packages"
COURSE_INSIDE = "/opt/course"
PYTHON_INSIDE = "/opt/python"


@dataclass(frozen=True)
class Bind:
    """A file or folder of the host that is in the sandbox, read-only, at `inside`."""

    source: Path
    inside: str


@dataclass(frozen=True)
class Policy:
    """All that the sandbox holds, and who runs there."""

    binds: tuple[Bind, ...]
    python: str  # the interpreter, as a path inside
    path: tuple[str, ...]  # what is added to Python's search path
    environment: dict[str, str]
    texts: dict[str, str]  # files that are in the sandbox only: path inside, contents
    links: dict[str, str] = field(default_factory=dict)  # path inside, what it points to
    hidden: tuple[str, ...] = ()  # folders of `binds` that are there, but empty
    # Empty folders that the zygote may write to while it imports. Each submission has its own in their place.
    folders: tuple[str, ...] = ("/tmp", "/home", HOME, "/dev/shm")
    # No /dev/zero: a shared mapping of it is memory that nobody is charged for.
    devices: tuple[str, ...] = ("null", "full", "random", "urandom")
    preload: tuple[str, ...] = ()  # modules that the zygote imports
    serve: str = "autograder.inside.serve:serve"  # runs in the process of each notebook, as `serve(socket)`
    uid: int = 1000  # as seen inside
    # Whom root becomes before anything else: a number that no account has, below what rootless containers map.
    uid_for_root: int = 60770
    landlock_version: int | None = None  # act as a kernel of that version would have it; None: as it is
    # No bind may lead here, except those that name a folder below on purpose.
    secret: tuple[Path, ...] = (layout.ROOT, layout.PACKAGE.parent)

    def check(self) -> None:
        """Raise ValueError if a bind lets the sandbox see the repository, or more of it than the parts meant for it."""
        for bind in self.binds:
            for secret in self.secret:
                if secret.is_relative_to(bind.source.resolve()):
                    raise ValueError(
                        f"The sandbox would see {secret}, since it needs {bind.source}. Move the repository elsewhere."
                    )


# Of the system: programs and libraries. Not /usr whole, which could hold the repository (/usr/src, /usr/local).
_SYSTEM = ("/usr/bin", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libexec", "/usr/share/zoneinfo")
_MERGED = ("/bin", "/lib", "/lib32", "/lib64")  # links into /usr on most systems, folders on some
_CONFIGURATION = ("/etc/ld.so.cache", "/etc/alternatives")

_PACKAGES = ("ipython", "matplotlib", "matplotlib-inline", "msgspec", "numpy")
_PRELOAD = ("numpy", "IPython", "IPython.core.interactiveshell", "matplotlib", "matplotlib.figure")
_PRELOAD_LATER = ("matplotlib.pyplot", "matplotlib_inline.backend_inline")

# What the notebooks' process gets of ours. Everything else of the repository stays outside.
_OURS = ("__init__.py", "wire", "inside", "sandbox/within")

_ENVIRONMENT = {
    "HOME": HOME,
    "USER": "student",
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "PYTHONPATH": PACKAGES_INSIDE,  # for another Python that a notebook may start
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",  # as Jupyter sets it
    # One thread of linear algebra: threads would not survive a fork, and the machine has other submissions to run.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",  # each arena reserves 64 MiB of the address space, which is limited
}

_TEXTS = {
    "/etc/passwd": f"student:x:1000:1000::{HOME}:/bin/sh\n",
    "/etc/group": "student:x:1000:\n",
    "/etc/nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\n",
    "/etc/hosts": "127.0.0.1 localhost\n",
    # The package's own opens with imports that have no place here.
    f"{COURSE_INSIDE}/autograder/sandbox/__init__.py": "",
}


def default_policy() -> Policy:
    """The course's policy, on this machine. Raises MissingPackage when one that notebooks need is not installed."""
    python, interpreter, hidden = _interpreter()
    system, links = system_binds()
    environment = dict(_ENVIRONMENT)
    links = {**links, "/dev/fd": "/proc/self/fd"}
    if python.startswith(PYTHON_INSIDE):
        environment["PATH"] = f"{PYTHON_INSIDE}/bin:{environment['PATH']}"
        environment["LD_LIBRARY_PATH"] = f"{PYTHON_INSIDE}/lib"  # where its own library is, if it has one
        links |= {f"{PYTHON_INSIDE}/bin/{name}": python.rpartition("/")[2] for name in ("python", "python3")}
    return Policy(
        binds=(*system, *interpreter, *_site_packages(), *_course()),
        python=python,
        path=(COURSE_INSIDE, PACKAGES_INSIDE, SCRATCH),
        environment=environment,
        texts=_TEXTS,
        links=links,
        hidden=hidden,
        preload=(*_PRELOAD, *_PRELOAD_LATER, *layout.lab_modules()),
    )


def system_binds() -> tuple[list[Bind], dict[str, str]]:
    """What every program needs: the system's own programs and libraries; and the links to make beside them."""
    binds = [Bind(Path(name), name) for name in (*_SYSTEM, *_CONFIGURATION) if Path(name).exists()]
    links = {}
    for name in _MERGED:
        path = Path(name)
        if path.is_symlink():
            links[name] = str(path.readlink())
        elif path.exists():
            binds.append(Bind(path, name))
    return binds, links


def _interpreter() -> tuple[str, list[Bind], tuple[str, ...]]:
    """The interpreter inside; what has to be bound for it; its own site-packages, which are to be empty.

    The system's Python is there with the system. Any other is moved to PYTHON_INSIDE: its folder on the host,
    somebody's home perhaps, is nobody's business inside.
    """
    prefix = Path(sys.base_prefix).resolve()
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    executable = Path(getattr(sys, "_base_executable", sys.executable)).resolve()
    if prefix == Path("/usr"):
        found = [
            f"/usr/lib/{name}/{sub}" for name in ("python3", version) for sub in ("dist-packages", "site-packages")
        ]
        return str(executable), [], tuple(name for name in found if Path(name).is_dir())
    binds = [Bind(prefix / "lib", f"{PYTHON_INSIDE}/lib"), Bind(executable, f"{PYTHON_INSIDE}/bin/{version}")]
    site = Path(sysconfig.get_path("purelib", vars={"base": PYTHON_INSIDE, "platbase": PYTHON_INSIDE}))
    hidden = f"{PYTHON_INSIDE}/lib/{version}/{site.name}"
    return f"{PYTHON_INSIDE}/bin/{version}", binds, (hidden,) if (prefix / "lib" / version / site.name).is_dir() else ()


def _site_packages() -> list[Bind]:
    from autograder.sandbox.packages import package_paths  # not needed, and not quick, before a sandbox starts

    return [Bind(path, f"{PACKAGES_INSIDE}/{name}") for name, path in package_paths(_PACKAGES).items()]


def _course() -> list[Bind]:
    """Our code, the helper package where students have it, and the data."""
    package = layout.PACKAGE
    ours = [Bind(package / name, f"{COURSE_INSIDE}/autograder/{name}") for name in _OURS if (package / name).exists()]
    return [*ours, Bind(layout.RELEASED_LAB, f"{SCRATCH}/lab"), Bind(layout.DATA, "/data")]
