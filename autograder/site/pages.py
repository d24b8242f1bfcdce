"""The site's own pages: the start page, every notebook to read, and the documents for teaching staff.

They fetch nothing from elsewhere. Formulas are MathML, which browsers draw and screen readers read.
"""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from autograder.course.layout import ASSIGNMENT, HANDED_OUT, ROOT, SOLUTIONS, TITLE
from autograder.course.notebooks import Cell, Notebook, released_notebook

_TEMPLATES = Path(__file__).with_name("templates")
_DOCS = ROOT / "docs"
# What staff need and students may see; the others show wrong functions, one change away from right ones.
STAFF = ("for_teaching_staff", "how_grading_works", "deadlines", "verdicts", "where_to_run", "browser_edition")
_MINUTES = re.compile(r"\*\*Time:?\*\*.{0,40}?(\d+)\s+minutes", re.DOTALL)
_LINK = re.compile(r'<a href="(?P<to>[^"]*)">(?P<text>.*?)</a>', re.DOTALL)
_BIG = re.compile(r"\\[bB]igg?[lrm]?(?=\\)")  # a size that MathML's fences find for themselves

# What browsers would draw otherwise than it is meant. They know no signed sizes, so the label of an arrow would stand
# beside it, and no letters by the name of an alphabet; after the name of a function they leave no space.
_DRAWN = (
    (re.compile(r'<mstyle scriptlevel="0"><mo>&#x2192;</mo></mstyle><mpadded [^>]*>'), "<mo>&#x2192;</mo><mpadded>"),
    (re.compile('<mi mathvariant="script">L</mi>'), "<mi>&#x2112;</mi>"),
    (re.compile('<mi mathvariant="sans-serif">T</mi>'), '<mi mathvariant="normal">&#x1D5B3;</mi>'),
    (re.compile("<mi>(ln|exp|max|min)</mi>(?=<m(?!o))"), r'<mi>\1</mi><mspace width="0.167em" />'),
    (re.compile('<mtable>(?=<mtr><mtd columnalign="(?:right|center)")'), '<mtable displaystyle="true">'),
)
# The converter makes rows of an array only, and takes the space between two rows for text.
_ROWS = (
    (re.compile(r"\\begin\{aligned\}"), r"\\begin{array}{rl}"),
    (re.compile(r"\\begin\{gathered\}"), r"\\begin{array}{c}"),
    (re.compile(r"\\end\{(?:aligned|gathered)\}"), r"\\end{array}"),
    (re.compile(r"(?<=\\\\)\[\d+pt\]"), ""),
)

# What may be wider than a window scrolls in a box of its own, which the keyboard reaches.
_WIDE = '<div class="wide" tabindex="0" role="group" aria-label="{}">{}</div>'
_FORMULA_ALONE = re.compile(
    r'<(?P<tag>h\d|th)>(?P<formula><span class="math inline">(?:(?!</span>).)*</span>)</(?P=tag)>'
)
_LONG = 40  # characters of TeX: a shorter formula fits into 320 pixels


def write_pages(site: Path) -> None:
    """Write all pages and what they need into `site`."""
    for name in ("site.css", "start.js"):
        shutil.copyfile(_TEMPLATES / name, site / name)
    forms = [released_notebook(name) for name in HANDED_OUT]
    listed = [_listed(form) for form in forms]
    _write(site / "index.html", "start.html.j2", "", about=_about(), notebooks=listed, staff=_staff())
    for form in forms:
        path = site / "read" / f"{form.name}.html"
        _write(path, "notebook.html.j2", "../", name=form.name, title=form.title, cells=[*map(_shown, form.cells)])
    for page in STAFF:
        text = (_DOCS / f"{page}.md").read_text(encoding="utf-8")
        _write(site / "staff" / f"{page}.html", "staff.html.j2", "../", title=_title(text), text=_staff_page(text))
    shutil.copytree(_DOCS / "pictures", site / "staff" / "pictures")


def _write(path: Path, template: str, up: str, **values: Any) -> None:
    """`up`: the way from the page to the site's root."""
    path.parent.mkdir(parents=True, exist_ok=True)
    page = _environment().get_template(template).render(up=up, course=TITLE, assignment=ASSIGNMENT, **values)
    path.write_text(page, encoding="utf-8")


@cache
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(_TEMPLATES)
    return Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True,
    )  # fmt: skip


def _about() -> str:
    """What the course's own page for students begins with: what they do, in how many notebooks, in how long."""
    paragraph = (SOLUTIONS / "README.md").read_text(encoding="utf-8").split("\n\n")[1]
    return " ".join(paragraph.split()).split(". ")[0] + "."


def _listed(form: Notebook) -> dict[str, Any]:
    """What the start page says of a notebook."""
    minutes = _MINUTES.search(form.cells[0].released)
    return {
        "name": form.name,
        "heading": form.cells[0].released.partition("\n")[0].removeprefix("# "),  # "1 · Activations"
        "minutes": minutes[1] if minutes else "",
        "points": f"{sum(cell.points for cell in form.graded):g}" if form.graded else "",
    }


def _shown(cell: Cell) -> dict[str, Any]:
    """A cell as students get it, as markup."""
    return {"kind": cell.cell_type, "shown": (_code if cell.cell_type == "code" else written)(cell.released)}


def _code(source: str) -> Markup:
    from pygments import highlight  # type: ignore[import-untyped]
    from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]
    from pygments.lexers import PythonLexer  # type: ignore[import-untyped]

    return Markup(highlight(source, PythonLexer(stripnl=False), HtmlFormatter(nowrap=True)))


def formula(tex: str, block: bool = False) -> str:
    """A formula of ours, as MathML that carries its TeX as the text to copy."""
    from latex2mathml.converter import convert

    for written_so, read_so in _ROWS:
        tex = written_so.sub(read_so, tex)
    parts = [tex] if block else _between_lines(tex)
    made = "<wbr>".join(str(convert(_BIG.sub("", part), display="block" if block else "inline")) for part in parts)
    for meant, drawn in _DRAWN:
        made = meant.sub(drawn, made)
    return _WIDE.format("formula", made) if block and len(tex) > _LONG else made


def _between_lines(tex: str) -> list[str]:
    """A formula in a text, cut before each = that stands in no group: no browser breaks MathML, and lines are short."""
    parts, depth = [""], 0
    for token in re.findall(r"\\[a-zA-Z]+|\\.|.", tex, re.DOTALL):
        depth += (token in ("{", "\\left")) - (token in ("}", "\\right"))
        if token == "=" and depth == 0 and parts[-1].strip():
            parts.append("")
        parts[-1] += token
    return parts


@cache
def _markdown() -> Any:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.anchors import anchors_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    def math(tex: str, options: dict[str, Any]) -> str:
        return formula(tex, bool(options["display_mode"]))

    made = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    made.use(anchors_plugin, max_level=4).use(dollarmath_plugin, double_inline=True, renderer=math)
    return made


def written(text: str) -> Markup:
    """Markdown of ours as markup."""
    made = str(_markdown().render(text)).replace(' id=""', "").replace("<th></th>", "<td></td>")
    made = re.sub(r'style="text-align:(\w+)"', r'class="\1"', made)  # the policy forbids styles in the page
    made = made.replace("<pre>", '<pre tabindex="0" role="group" aria-label="code">')
    made = _FORMULA_ALONE.sub(_named, made)
    return Markup(re.sub("<table>.*?</table>", lambda found: _WIDE.format("table", found[0]), made, flags=re.DOTALL))


def _named(found: re.Match[str]) -> str:
    """A heading that is a formula and nothing else, with its letters as text: not every tool reads MathML."""
    letters = re.sub("<[^>]*>", "", found["formula"])
    shown = found["formula"].replace("<span", '<span aria-hidden="true"', 1)
    return f'<{found["tag"]}><span class="unseen">{letters}</span>{shown}</{found["tag"]}>'


def _title(text: str) -> str:
    return text.removeprefix("# ").split("\n", 1)[0]


def _staff() -> list[tuple[str, str]]:
    return [(page, _title((_DOCS / f"{page}.md").read_text(encoding="utf-8"))) for page in STAFF]


def _staff_page(text: str) -> Markup:
    """A document, with links to those that are here; other files of the repository are named, not linked."""

    def linked(found: re.Match[str]) -> str:
        to, _, place = found["to"].partition("#")
        if "://" in to or not to:
            return found[0]
        if Path(to).suffix == ".md" and Path(to).stem in STAFF and "/" not in to:
            return f'<a href="{Path(to).stem}.html{"#" if place else ""}{escape(place)}">{found["text"]}</a>'
        return found["text"]

    return Markup(_LINK.sub(linked, written(text)))
