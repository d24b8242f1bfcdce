"""JupyterLite's own builder, and what we ask it for."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from autograder.course.layout import HANDED_OUT, RELEASED, TITLE
from autograder.errors import UserError

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
# Of the extensions that are installed here, for JupyterLab, the site gets the one that runs Python in the browser.
_EXTENSION = Path(sys.prefix) / "share" / "jupyter" / "labextensions" / "@jupyterlite" / "pyodide-kernel-extension"
_BUILD = {"LiteBuildConfig": {"ignore_sys_prefix": ["federated_extensions"], "federated_extensions": [str(_EXTENSION)]}}
_SETTINGS = {
    "@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": 20},  # seconds
    "@jupyterlab/apputils-extension:themes": {"adaptive-theme": True},  # light or dark, as the reader's system is
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
}


def build_jupyterlite(to: Path) -> None:
    """Write JupyterLite with the released notebooks into `to`, which is made. Raises UserError."""
    with tempfile.TemporaryDirectory(prefix="site-") as name:
        folder = Path(name)
        (folder / "files").mkdir()
        for notebook in HANDED_OUT:
            shutil.copyfile(RELEASED / f"{notebook}.ipynb", folder / "files" / f"{notebook}.ipynb")
        (folder / "jupyter-lite.json").write_text(json.dumps(_CONFIG), encoding="utf-8")
        (folder / "jupyter_lite_config.json").write_text(json.dumps(_BUILD), encoding="utf-8")
        (folder / "overrides.json").write_text(json.dumps(_SETTINGS), encoding="utf-8")
        command = [Path(sys.executable).with_name("jupyter-lite"), "build", "--lite-dir", folder]
        command += ["--contents", folder / "files", "--output-dir", to, "--force"]
        command += ["--no-sourcemaps", "--no-unused-shared-packages"]
        command += [word for app in _APPS for word in ("--apps", app)]
        done = subprocess.run([*map(str, command)], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise UserError("The site can't be built: jupyter-lite failed.", "\n  ".join(said[-12:]))
