"""The process of one notebook: does what the judge asks until the socket closes. The seam with the sandbox.

    warm_up()     once, in the process that is forked for every notebook
    serve(sock)   in the fork; returns when the judge hangs up

The judge asks, one thing at a time, and each is answered:

    hello  caps                   the judge's caps, before anything else
    run    source, number         run a cell; number: what stands in In [ ]
    get    name                   a value of the student's, functions by handle
    call   function, arguments    call a student's function (calls.py)
    bind   {name: value}          put these in the student's namespace
    restore                       put the namespace back as it was before `bind`
    forget                        the test cell is over: handles of both sides mean nothing any more
"""

from __future__ import annotations

import contextlib
import io
import socket
import sys
from typing import Any

from autograder.wire import Caps, Closed, Handle, WireError

from .calls import Line
from .shell import OUTPUTS, Shell, connect, make_shell

_shell: Shell | None = None


def warm_up() -> None:
    """Make the shell, and do once what is slow the first time: cell, traceback, figure, check. Ends as it began."""
    global _shell
    if _shell is None:
        _shell = make_shell()
        with contextlib.redirect_stdout(io.StringIO()):
            _shell.run_cell("import matplotlib.pyplot as plt\nplt.plot([0, 1]); plt.title('a')\n0", store_history=True)
            _shell.run_cell("1 / 0", store_history=True)
        _shell.reset(new_session=True)
        _shell.displayhook.flush()
        OUTPUTS.take()


class Session:
    """One notebook's messages."""

    def __init__(self, sock: socket.socket, shell: Shell) -> None:
        self._shell = shell
        self._line = Line(sock, shell)
        self._line.obey = self.obey
        self._before: dict[str, Any] | None = None  # the namespace, while `bind` is in force

    def loop(self) -> None:
        """Until the judge hangs up."""
        with contextlib.suppress(Closed):
            while True:
                self.obey(self._line.receive())

    def obey(self, message: tuple[Any, ...]) -> None:
        """Do what one message asks, and answer it."""
        kind, *content = message
        getattr(self, f"_{kind}")(*content)

    def _hello(self, message_bytes: int, output_bytes: int) -> None:
        self._line.caps = Caps(message_bytes=message_bytes)
        OUTPUTS.cap = output_bytes
        OUTPUTS.take()
        self._line.send("ready")

    def _run(self, source: str, number: int) -> None:
        self._shell.execution_count = number
        result = self._shell.run_cell(source, store_history=True)
        error = result.error_before_exec or result.error_in_exec
        self._line.send("ran", type(error).__name__ if error else "", OUTPUTS.take())

    def _get(self, name: str) -> None:
        namespace = self._shell.user_ns
        if name not in namespace:
            self._line.send("absent")
            return
        try:
            self._line.send("got", namespace[name])
        except WireError as refused:
            self._line.send("refused", str(refused))

    def _call(self, function: Any, arguments: tuple[Any, ...], keywords: dict[str, Any] | None = None) -> None:
        self._line.call(function, arguments, keywords or {})

    def _bind(self, names: dict[str, Any], shared: dict[str, int]) -> None:
        """`shared`: names of large arrays that the judge has too, by its numbers, so that they need not be sent."""
        namespace = self._shell.user_ns
        if self._before is None:
            self._before = dict(namespace)
        for name, number in shared.items():
            if name in namespace:
                self._line.handles.adopt(namespace[name], Handle(False, number, False, name))
        namespace.update(names)
        self._line.send("bound")

    def _restore(self) -> None:
        if self._before is not None:
            self._shell.user_ns.clear()
            self._shell.user_ns.update(self._before)
            self._before = None
        self._line.send("restored")

    def _forget(self) -> None:
        self._line.forget()
        self._line.send("forgotten")


def serve(sock: socket.socket) -> None:
    """Serve the judge at the other end of `sock`."""
    warm_up()
    assert _shell is not None
    connect()
    if "" not in sys.path:
        sys.path.insert(0, "")  # as in a kernel: modules beside the notebook can be imported
    Session(sock, _shell).loop()
