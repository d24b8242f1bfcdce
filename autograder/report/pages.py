"""Makes whole pages from templates: a style sheet in each, and a policy that lets nothing run and nothing be fetched.

Everything put into a template is escaped, unless a function here made it markup. The policy is the second layer: a
browser that keeps to it runs no script, applies no style but ours, and loads no picture that is not in the page.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from lab.check.engine.card import coded
from markupsafe import Markup

from autograder.course.layout import TITLE

_TEMPLATES = Path(__file__).resolve().parent / "templates"


def number(value: float | None) -> str:
    """Marks as people write them: 3, 2.5, 0.33; a dash where there are none yet."""
    return "–" if value is None else f"{round(value, 2):g}"


@cache
def style(*others: str) -> Markup:
    """The style sheet of a page: what all pages need, and `others`: staff, formulas.

    It stands in each page, since pages go out one by one; so it holds nothing that this page does not need.
    """
    sheets = [(_TEMPLATES / f"{name}.css").read_text(encoding="utf-8") for name in ("style", *others)]
    return Markup("".join(sheets))


@cache
def policy(style: str) -> str:
    """The Content-Security-Policy: nothing but our own style sheet, known by its hash, and pictures in the page."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@cache
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["marks"] = number
    made.filters["coded"] = lambda said: Markup(coded(said))
    made.globals.update(style=style, policy=policy, course_title=TITLE)
    return made


def render(template: str, **values: Any) -> str:
    """The page that `template` makes of these values."""
    return str(_environment().get_template(template).render(**values))
