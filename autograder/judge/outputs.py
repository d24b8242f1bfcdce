"""What a cell shows in the graded notebook. What comes from the student's process is checked and cleaned here.

A graded notebook is opened by people, in nbgrader's formgrader too, where an output could otherwise run as a script
with that person's rights. So only text, pictures and harmless HTML are kept.
"""

from __future__ import annotations

import html
import json
import re
from typing import Any

from autograder.clean import clean_text
from autograder.judge.harmless import harmless
from autograder.pictures import NoPictureError, decoded, width

Output = dict[str, Any]
CUT = "[more output than is kept: cut here]"
_TAG = re.compile("<[^<>]*>")
_BASE64 = re.compile(r"[A-Za-z0-9+/\n]*={0,2}\n?")
_PICTURES = ("image/png", "image/jpeg")
_MAX_OUTPUTS = 1000
_ENTRY = 12  # bytes around an entry of a list in the file: indentation, quotes, comma, end of line
_MAX_SIDE = 4000  # of a picture, as a cell may wish it to be shown
# How lab.figures shows a figure: the picture with its alternative text, and then perhaps a table.
_FIGURE = re.compile(
    r'<img src="data:image/png;base64,([A-Za-z0-9+/]*={0,2})" alt="([^"<>]*)" width="(\d{1,4})" style="[^"<>]*">'
)


def stream(text: str) -> Output:
    """Text on stdout. Nothing is ever put on stderr: stock nbgrader gives 0 for it."""
    return {"output_type": "stream", "name": "stdout", "text": text}


def error(name: str, text: str, traceback: list[str]) -> Output:
    """An error: to nbgrader, 0 marks."""
    return {"output_type": "error", "ename": name, "evalue": text, "traceback": traceback}


def result(value: float, number: int) -> Output:
    """A number of points: to nbgrader, that many marks."""
    data = {"text/plain": repr(float(value))}
    return {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": number}


def display(html: str, plain: str) -> Output:
    """Something of ours to show."""
    data = {"text/html": html, "text/plain": plain}
    return {"output_type": "display_data", "data": data, "metadata": {}}


def _apart(found: Any) -> list[Any]:
    """An output; of a figure as lab.figures shows it: its picture, as pictures are stored, and its table."""
    data = found.get("data") if isinstance(found, dict) else None
    shown = data.get("text/html") if isinstance(data, dict) else None
    figure = _FIGURE.match(shown) if isinstance(shown, str) else None
    if data is None or shown is None or figure is None:
        return [found]
    about = {"alt": html.unescape(figure[2]), "width": int(figure[3])}
    data = {"image/png": figure[1], "text/plain": data.get("text/plain")}
    picture = {**found, "data": data, "metadata": {"image/png": about}}
    table = shown[figure.end() :]
    as_text = _TAG.sub(" ", table.replace("</tr>", "\n"))
    return [picture, {**found, "data": {"text/html": table, "text/plain": as_text}}] if table else [picture]


def _can_be_shown(stored: str, mime: str) -> bool:
    """Whether it is a picture of that kind, and of a size that does not stop the page it is shown on."""
    try:
        return bool(_BASE64.fullmatch(stored) and width(decoded(stored), mime))
    except NoPictureError:
        return False


def _data(found: Any) -> dict[str, str]:
    """The kinds of a mime bundle that can't do harm."""
    kept = {}
    for mime in ("text/plain", "text/html", *_PICTURES):
        value = found.get(mime) if isinstance(found, dict) else None
        if isinstance(value, str):
            if mime in _PICTURES:
                if _can_be_shown(value, mime):
                    kept[mime] = value
            elif mime == "text/plain":
                kept[mime] = clean_text(value)
            elif safe := harmless(clean_text(value)):
                kept[mime] = safe
    return kept


def _metadata(found: Any) -> dict[str, Any]:
    """Width, height and alternative text of a picture."""
    kept: dict[str, Any] = {}
    for mime in _PICTURES:
        about = found.get(mime) if isinstance(found, dict) else None
        if isinstance(about, dict):
            given = {k: about[k] for k in ("width", "height") if type(about.get(k)) is int}
            sizes = {k: given[k] for k in given if 0 < given[k] <= _MAX_SIDE}
            alt = about.get("alt")
            kept[mime] = sizes | ({"alt": re.sub(r"[<>\"'&]", " ", clean_text(alt))} if isinstance(alt, str) else {})
    return kept


def _checked(found: Any, number: int) -> Output | None:
    """One output from the student's process in its only allowed form; None if it has none."""
    kind = found.get("output_type") if isinstance(found, dict) else None
    if kind == "stream" and isinstance(found.get("text"), str):
        name = "stderr" if found.get("name") == "stderr" else "stdout"
        return {"output_type": "stream", "name": name, "text": clean_text(found["text"], colours=True)}
    if kind == "error":
        lines = found.get("traceback")
        lines = [clean_text(x, colours=True) for x in lines if isinstance(x, str)] if isinstance(lines, list) else []
        return error(clean_text(str(found.get("ename"))), clean_text(str(found.get("evalue"))), lines)
    if kind not in ("display_data", "execute_result"):
        return None
    output = {"output_type": kind, "data": _data(found.get("data")), "metadata": _metadata(found.get("metadata"))}
    return output | ({"execution_count": number} if kind == "execute_result" else {})


def size(value: Any) -> int:
    """About how many bytes it takes in the notebook."""
    if isinstance(value, dict):
        return sum(map(size, value.values()))
    return sum(map(size, value)) if isinstance(value, list) else len(value) if isinstance(value, str) else 8


def written(value: Any) -> int:
    """At most how many bytes it takes in the notebook's file, where each line of a text is an entry of a list."""
    if isinstance(value, str):
        text = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
        return len(text) + _ENTRY * (1 + len(value.splitlines()))
    if isinstance(value, dict):
        return _ENTRY + sum(written(key) + written(entry) for key, entry in value.items())
    return _ENTRY + (sum(map(written, value)) if isinstance(value, list) else 8)


def checked(found: Any, number: int, cap: int) -> list[Output]:
    """The outputs that came from the student's process for cell `number`, cleaned, `cap` bytes of them at most."""
    kept: list[Output] = []
    left = cap + 1000  # the student's side cuts at `cap` too, and says so
    for one in found[:_MAX_OUTPUTS] if isinstance(found, list) else []:
        came = size(one)  # counts even if little of it is kept: the work is the same
        parts = [_checked(part, number) for part in _apart(one)] if came <= left else []
        clean = [part for part in parts if part is not None]
        left -= max(came, size(clean))
        if left < 0:
            return [*kept, stream(f"{CUT}\n")]
        kept += clean
    return [*kept, stream(f"{CUT}\n")] if isinstance(found, list) and len(found) > _MAX_OUTPUTS else kept


LEFT_OUT = stream(f"{CUT}\n")
_TEXT, _NAME, _PICTURE = 20_000, 1_000, 1 << 20  # characters of a text, of an error's, of a picture
_WORDS = 300  # of an error's text, where there is no room


def cut(text: str, most: int = _TEXT) -> str:
    """The beginning of a text that nobody would read to its end."""
    return text if len(text) <= most else f"{text[:most]}\n{CUT}"


def short(output: Output) -> Output:
    """An output as it is kept: its texts cut, pictures and pages that are too large left out."""
    kind = output["output_type"]
    if kind == "stream":
        return {**output, "text": cut(output["text"])}
    if kind == "error":
        lines = cut("\n".join(output["traceback"][:_MAX_OUTPUTS])).split("\n")
        return error(output["ename"][:100], cut(output["evalue"], _NAME), lines)
    data = {mime: cut(value) if mime == "text/plain" else value for mime, value in output["data"].items()}
    data = {mime: value for mime, value in data.items() if len(value) <= (_TEXT if mime == "text/html" else _PICTURE)}
    return {
        **output,
        "data": data,
        "metadata": {key: value for key, value in output["metadata"].items() if key in data},
    }


def brief(output: Output) -> Output:
    """What decides a mark, where there is no room: of an error its name and its first words."""
    if output["output_type"] != "error":
        return output
    words = output["evalue"][:_WORDS]
    return error(output["ename"][:100], words, [f"{output['ename'][:100]}: {words}"])


def merged(outputs: list[Output]) -> list[Output]:
    """Neighbouring texts of one stream as one output, as a kernel sends them."""
    together: list[Output] = []
    for output in outputs:
        last = together[-1] if together else {}
        if output["output_type"] == "stream" == last.get("output_type") and last["name"] == output["name"]:
            together[-1] = {**last, "text": last["text"] + output["text"]}
        else:
            together.append(output)
    return together
