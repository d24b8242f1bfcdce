"""A headless Chromium for tests: opens a page, runs JavaScript in it, and sees every request that it makes.

It is driven over two pipes (Chromium's --remote-debugging-pipe), so it needs no port and no further package. Where
Chromium is missing, the tests fail and say how to install it: a page nobody has opened is not shown to be safe.
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

SECONDS = 60.0  # for one answer; machines that run tests can be slow
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--no-default-browser-check",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
    "--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-pipe",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # no other machine is ever asked
)  # fmt: skip


def chromium() -> str:
    """The path of Chromium. Raises AssertionError, saying what to install, when there is none."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    assert found, "These tests open pages in Chromium, and there is none: apt-get install chromium"
    return found


class Page:
    """One open page."""

    def __init__(self, browser: Browser, target: str, session: str) -> None:
        self._browser, self._target, self._session = browser, target, session
        self.requests: list[str] = []
        self.trouble: list[str] = []  # dialogs, exceptions, and what the page's policy has refused
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: Any) -> Any:
        """Send one command of the protocol, and wait for its answer."""
        return self._browser.call(method, params, self._session, self._see)

    def _see(self, message: Any) -> None:
        method, params = message.get("method", ""), message.get("params", {})
        if method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif method == "Page.javascriptDialogOpening":
            self.trouble.append(f"dialog: {params['message']}")
            self._browser.send("Page.handleJavaScriptDialog", {"accept": False}, self._session)
        elif method == "Runtime.exceptionThrown":
            self.trouble.append(f"exception: {params['exceptionDetails'].get('text')}")
        elif method == "Log.entryAdded":
            self.trouble.append(f"{params['entry']['level']}: {params['entry']['text']}")

    def look(self, width: int, height: int = 900, dark: bool = False, forced: bool = False) -> None:
        """Set the size of the window, and whether its owner likes dark pages, or has colours forced upon all."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.call("Emulation.setDeviceMetricsOverride", **size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        colours = {"name": "forced-colors", "value": "active" if forced else "none"}
        self.call("Emulation.setEmulatedMedia", features=[scheme, colours])

    def open(self, path: Path, settle: float = 0.15) -> None:
        """Open a file, and give what may hide in it `settle` seconds to act after it has been loaded."""
        self.visit(path.resolve().as_uri(), settle)

    def visit(self, address: str, settle: float = 0.15) -> None:
        """Open what is at an address, in the same way."""
        self.requests.clear()
        self.trouble.clear()
        self.call("Page.navigate", url=address)
        deadline = time.monotonic() + SECONDS
        while self.run("document.readyState") != "complete":
            assert time.monotonic() < deadline, f"{address} did not load"
            time.sleep(0.02)
        self.wait(settle)

    def wait(self, seconds: float) -> None:
        """Give the page time, and read what happened in the meantime."""
        time.sleep(seconds)
        self.run("0")

    def run(self, script: str) -> Any:
        """The value of a JavaScript expression in the page; a promise is waited for."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def screenshot(self, path: Path, height: int = 16000) -> None:
        """A picture of the whole page, down to `height`."""
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], height), "scale": 1}
        data = self.call("Page.captureScreenshot", clip=clip, captureBeyondViewport=True)["data"]
        path.write_bytes(base64.b64decode(data))


class Browser:
    """A running Chromium with a profile of its own, and more `flags` than all have; a context manager."""

    def __init__(self, *flags: str) -> None:
        self._flags = (*_FLAGS, *flags)

    def __enter__(self) -> Browser:
        self._profile = tempfile.mkdtemp(prefix="browser-")
        to_read, self._write = os.pipe()
        self._read, to_write = os.pipe()
        # First to high numbers: 3 and 4, which Chromium wants, may be any of these ends.
        high = [os.dup2(to_read, 203, inheritable=False), os.dup2(to_write, 204, inheritable=False)]
        null = (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)
        actions = [(os.POSIX_SPAWN_DUP2, high[0], 3), (os.POSIX_SPAWN_DUP2, high[1], 4), null]
        command = [chromium(), *self._flags, f"--user-data-dir={self._profile}", "about:blank"]
        self._pid = os.posix_spawn(command[0], command, os.environ, file_actions=actions, setpgroup=0)
        for end in (*high, to_read, to_write):
            os.close(end)
        self._number, self._buffer = 0, b""
        return self

    def __exit__(self, *error: object) -> None:
        os.killpg(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._read)
        os.close(self._write)
        shutil.rmtree(self._profile, ignore_errors=True)

    def send(self, method: str, params: Any, session: str | None = None) -> int:
        """Send a command without waiting; its number."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        data = json.dumps(message | ({"sessionId": session} if session else {})).encode() + b"\0"
        while data:
            data = data[os.write(self._write, data) :]
        return self._number

    def _receive(self, deadline: float) -> Any:
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._read], [], [], max(deadline - time.monotonic(), 0))
            assert ready, "Chromium does not answer"
            chunk = os.read(self._read, 1 << 20)
            assert chunk, "Chromium has ended"
            self._buffer += chunk
        message, self._buffer = self._buffer.split(b"\0", 1)
        return json.loads(message)

    def call(self, method: str, params: Any, session: str | None = None, see: Any = lambda message: None) -> Any:
        """Send a command and wait for its answer; `see` is shown the events that come before it."""
        number, deadline = self.send(method, params, session), time.monotonic() + SECONDS
        while True:
            message = self._receive(deadline)
            if message.get("id") == number:
                assert "error" not in message, f"{method}: {message['error']}"
                return message["result"]
            see(message)

    def page(self) -> Page:
        """A new page."""
        target = self.call("Target.createTarget", {"url": "about:blank"})["targetId"]
        session = self.call("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        return Page(self, target, session)


@contextmanager
def counting_server() -> Iterator[tuple[str, list[str]]]:
    """A server on 127.0.0.1 that counts: its address, and the list of what has been asked of it."""
    asked: list[str] = []

    class Count(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        do_POST = do_HEAD = do_OPTIONS = do_CONNECT = do_GET  # noqa: N815

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Count)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
