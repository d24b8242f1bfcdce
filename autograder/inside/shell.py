"""The IPython shell of one notebook: what a Jupyter kernel's shell does, with its output kept instead of sent.

Made once in the warm process (0.3 s) and inherited by every fork.
"""

from __future__ import annotations

import builtins
import getpass
import subprocess
import sys
from types import SimpleNamespace, TracebackType
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import StdinNotImplementedError
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

from .outputs import Outputs, Stream
from .tracebacks import clean

OUTPUTS = Outputs()
_INLINE = "module://matplotlib_inline.backend_inline"
_FRAMES_OF_IPYTHON = 1  # run_code's own, which IPython leaves out by itself


class Publisher(DisplayPublisher):  # type: ignore[misc]
    """Where display() ends."""

    def publish(
        self,
        data: dict[str, Any],
        metadata: dict[str, Any] | None = None,
        source: object = None,
        *,
        transient: dict[str, Any] | None = None,
        update: bool = False,
        **_: Any,
    ) -> None:
        """Keep it. An update of an earlier display is shown as a new one."""
        OUTPUTS.display("display_data", data, metadata or {})

    def clear_output(self, wait: bool = False) -> None:
        """Forget what the cell has shown."""
        OUTPUTS.clear(wait)


class ResultHook(DisplayHook):  # type: ignore[misc]
    """Where the value of a cell's last expression ends."""

    def write_output_prompt(self) -> None:
        """Nothing: the notebook shows the number."""

    def write_format_data(self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None) -> None:
        """Keep it."""
        count = self.shell.execution_count
        OUTPUTS.display("execute_result", format_dict, md_dict or {}, execution_count=count)

    def finish_displayhook(self) -> None:
        """Nothing to flush."""


class Shell(InteractiveShell):  # type: ignore[misc]
    """An InteractiveShell whose output is kept in OUTPUTS."""

    display_pub_class = Type(Publisher)
    displayhook_class = Type(ResultHook)
    colors_force = True

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.kernel = SimpleNamespace()  # by which programs know that they are in a notebook

    def ask_exit(self) -> None:
        """`exit` and `quit`: there is nothing to leave."""

    def system(self, cmd: str) -> None:
        """`!cmd`. IPython's own way needs a terminal: there is none. Where nothing can be started, say so and go on."""
        command, kept, beside = self.var_expand(cmd, depth=1), subprocess.PIPE, subprocess.STDOUT
        try:
            with subprocess.Popen(
                command, shell=True, text=True, errors="replace", stdout=kept, stderr=beside
            ) as process:
                for line in process.stdout or ():
                    sys.stdout.write(line)
            self.user_ns["_exit_code"] = process.returncode
        except OSError as error:
            print(f"!{command} can't be run here: {error}")
            self.user_ns["_exit_code"] = 126

    def enable_gui(self, gui: str | None = None) -> None:
        """What `%matplotlib inline` asks for: there is no event loop to enable."""

    def _get_exc_info(self, exc_tuple: Any = None) -> tuple[Any, Any, TracebackType | None]:
        kind, error, trace = super()._get_exc_info(exc_tuple)
        if error is not None and trace is not None:
            clean(error)
            trace = error.__traceback__
        return kind, error, trace

    def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:
        sys.stdout.flush()
        try:
            text = str(evalue)
        except Exception:
            text = ""
        error = {"output_type": "error", "ename": etype.__name__, "evalue": text, "traceback": [*map(str, stb)]}
        OUTPUTS.add(error)


def _refuse_input(prompt: object = "", *_: Any, **__: Any) -> str:
    raise StdinNotImplementedError(
        "input() was called, but nobody is there to answer: this notebook runs from top to bottom by itself."
    )


def make_shell() -> Shell:
    """The shell, ready for figures."""
    config = Config()
    config.HistoryManager.enabled = False  # it would open a database and start a thread
    config.InteractiveShell.autoindent = False
    shell: Shell = Shell.instance(config=config)
    _connect_figures(shell)
    return shell


def connect() -> None:
    """From here on, what this process prints is kept in OUTPUTS, and nobody answers its questions."""
    sys.stdout, sys.stderr = Stream(OUTPUTS, "stdout"), Stream(OUTPUTS, "stderr")
    builtins.input = _refuse_input
    getpass.getpass = _refuse_input


def _connect_figures(shell: Shell) -> None:
    """As a kernel does: figures appear as PNG when their cell ends, with the inline backend's defaults."""
    from IPython.core.pylabtools import activate_matplotlib
    from matplotlib_inline.backend_inline import configure_inline_support

    activate_matplotlib(_INLINE)
    configure_inline_support(shell, _INLINE)  # type: ignore[no-untyped-call]


def flush_figures() -> None:
    """Show the figures that a called function has drawn."""
    helpers = sys.modules.get("matplotlib._pylab_helpers")
    if helpers is not None and helpers.Gcf.figs:
        from matplotlib_inline.backend_inline import flush_figures

        flush_figures()  # type: ignore[no-untyped-call]
