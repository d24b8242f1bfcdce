"""Closes a door of nbgrader's formgrader: `formgrader/?path=…` loads settings, which are code, from any folder named.

A link in a student's text, or on a page that it leads to, could name the folder of that student's own submission.
"""

from __future__ import annotations

import sys
from typing import Any

_HANDLERS = "nbgrader.server_extensions.formgrader.handlers"


def keep_to_this_course() -> None:
    """Where the formgrader runs in this process, let it refuse to turn to another folder than it was started in."""
    handlers = sys.modules.get(_HANDLERS)
    handler = getattr(handlers, "FormgraderHandler", None)
    if handler is None or getattr(handler, "keeps_to_this_course", False):
        return
    open_page = handler.get

    def get(self: Any) -> Any:
        if self.get_argument("path", ""):
            from tornado import web

            raise web.HTTPError(403, "This formgrader keeps to the course in whose folder it was started.")
        return open_page(self)

    handler.get, handler.keeps_to_this_course = get, True
