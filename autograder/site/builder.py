"""JupyterLite's own builder, in an environment of its own that requirements-site.lock pins, and what we ask it for."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from autograder.course.layout import HANDED_OUT, RELEASED, ROOT, TITLE
from autograder.errors import UserError

ENVIRONMENT = ROOT / "build" / "site-builder"
_LOCK = ROOT / "requirements-site.lock"
_STAMP = ENVIRONMENT / ".installed-from-lock"
_APPS = ("lab", "notebooks", "tree", "edit")
_KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
_CONFIG: dict[str, Any] = {
    "jupyter-lite-schema-version": 0,
    "jupyter-config-data": {
        "appName": TITLE,
        "exposeAppInBrowser": True,  # so that a test, or a course's own page, can ask it to save
        "litePluginSettings": {_KERNEL: {"pyodideUrl": "./pyodide/pyodide.js", "disablePyPIFallback": True}},
    },
}
_SETTINGS = {
    "@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": 20},  # seconds
    "@jupyterlab/apputils-extension:themes": {"adaptive-theme": True},  # light or dark, as the reader's system is
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
}


def is_installed() -> bool:
    """Whether the builder's environment is there, and made from the lock as it is now."""
    return _STAMP.is_file() and _STAMP.read_bytes() == _LOCK.read_bytes()


def _install() -> None:
    """Make the builder's environment anew. Raises UserError."""
    uv = Path(sys.executable).with_name("uv")
    _run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, ENVIRONMENT], "The site's builder")
    _run([uv, "pip", "sync", "--quiet", "--require-hashes", _LOCK], "The site's builder", VIRTUAL_ENV=str(ENVIRONMENT))
    shutil.copyfile(_LOCK, _STAMP)


def build_jupyterlite(to: Path) -> None:
    """Write JupyterLite with the released notebooks into `to`, which is made. Raises UserError."""
    if not is_installed():
        _install()
    with tempfile.TemporaryDirectory(prefix="site-") as name:
        folder = Path(name)
        (folder / "files").mkdir()
        for notebook in HANDED_OUT:
            shutil.copyfile(RELEASED / f"{notebook}.ipynb", folder / "files" / f"{notebook}.ipynb")
        (folder / "jupyter-lite.json").write_text(json.dumps(_CONFIG), encoding="utf-8")
        (folder / "overrides.json").write_text(json.dumps(_SETTINGS), encoding="utf-8")
        command = [ENVIRONMENT / "bin" / "jupyter-lite", "build", "--lite-dir", folder]
        command += ["--contents", folder / "files", "--output-dir", to, "--force"]
        command += ["--no-sourcemaps", "--no-unused-shared-packages"]
        command += [word for app in _APPS for word in ("--apps", app)]
        _run(command, "JupyterLite", cwd=folder)


def _run(command: list[Any], what: str, cwd: Path | None = None, **variables: str) -> None:
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=cwd, env={**os.environ, **variables}, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise UserError(f"{what} can't be built: {Path(words[0]).name} failed.", "\n  ".join(said[-12:]))
