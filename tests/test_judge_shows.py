"""What of a student's text and outputs is shown: made harmless, cut at a cap, in time in proportion to its size."""

from __future__ import annotations

import base64
import io
import struct
import time
import zlib

import pytest
from PIL import Image

from autograder.clean import clean_text
from autograder.judge import outputs
from autograder.judge.harmless import harmless
from autograder.judge.proxies import student_error

# One red pixel, as any drawing program writes it.
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="

# Text


@pytest.mark.parametrize(
    "text, clean",
    [
        ("plain ŷ = W·h", "plain ŷ = W·h"),
        ("two\n\tlines", "two\n\tlines"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b[2J\x1b[Hgone", "gone"),
        ("\x1b]0;title\x07after", "after"),
        ("\x1b]8;;http://evil\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("10%\r50%\r100%\n", "100%\n"),
        ("dos\r\nlines\r\n", "dos\nlines\n"),
        ("a\x00b\x07c\x08d\x7fe\x9bf", "abcdef"),
        ("abc\u202etxt.exe", "abctxt.exe"),
        ("\x1b", ""),
        ("\x1b\x1b[31m\x1b", ""),
    ],
)
def test_text_is_made_harmless(text, clean):
    assert clean_text(text) == clean


def test_colours_may_stay():
    assert clean_text("\x1b[1;31mred\x1b[2K\x1b[0m", colours=True) == "\x1b[1;31mred\x1b[0m"


def test_cleaning_takes_time_in_proportion():
    start = time.process_time()
    clean_text("\x1b[" * 200_000 + "\x1b]" * 100_000 + "\r" * 300_000 + "a\r" * 100_000)
    clean_text("one line without an end, and one bell\a" + "x" * 1_000_000)
    assert time.process_time() - start < 2


# Outputs from the student's process


@pytest.mark.parametrize(
    "forged",
    [
        *(None, 7, "x", {}, [None, 7, [], "x", {}]),
        [{"output_type": "evil"}],
        [{"output_type": "stream", "text": 7}],
        [{"output_type": "update_display_data", "data": {}}],
    ],
)
def test_forged_outputs_are_dropped(forged):
    assert outputs.checked(forged, 1, 1000) == []


def test_what_is_cleaned_away_counts_as_output_too():
    shown = [{"output_type": "display_data", "data": {"text/html": "<b>" * 500}, "metadata": {}}] * 4
    assert [o["output_type"] for o in outputs.checked(shown, 1, 3000)] == ["display_data", "display_data", "stream"]


def test_of_very_many_outputs_the_rest_is_left_out_and_that_is_said():
    shown = outputs.checked([{"output_type": "stream", "text": str(i)} for i in range(2000)], 1, 10**6)
    assert len(shown) == 1001 and outputs.CUT in shown[-1]["text"]


def test_an_exception_without_a_traceback_does_not_show_ours():
    assert student_error({"kind": "ValueError", "name": "ValueError", "text": "x"}).student_traceback == "ValueError: x"


def test_the_name_of_an_exception_is_cleaned_like_any_text():
    error = student_error({"kind": "\x1b[2JOdd", "name": "\x1b[2JOdd", "text": "\x1b[2Jx", "in": "\x1b[2Jf"})
    assert "\x1b" not in f"{error} {error.student_traceback} {error.student_report}"


def data(**kinds):
    return [{"output_type": "display_data", "data": kinds, "metadata": {}}]


def kept(bundle):
    (output,) = outputs.checked([{"output_type": "display_data", "data": bundle, "metadata": {}}], 1, 10**6)
    return output["data"]


def test_only_text_pictures_and_html_are_kept():
    bundle = {
        "text/plain": "x",
        "image/png": PIXEL,
        "image/svg+xml": "<svg onload=alert(1)>",
        "text/latex": r"\href{javascript:alert(1)}{x}",
        "text/markdown": "<script>",
        "application/javascript": "alert(1)",
    }
    assert set(kept(bundle)) == {"text/plain", "image/png"}


@pytest.mark.parametrize("picture", ['"><script>alert(1)</script>', "javascript:", "iVBOR w0KGgo=", 7, None])
def test_a_picture_that_is_no_base64_is_dropped(picture):
    assert kept({"image/png": picture, "text/plain": "x"}) == {"text/plain": "x"}


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<img src="http://evil/x.png">',
        '<a href="javascript:alert(1)">x</a>',
        "<style>* {display: none}</style>",
        '<b style="position: fixed">x</b>',
        "<iframe src=//evil></iframe>",
        "<svg><script>alert(1)</script></svg>",
        '<img src="data:image/png;base64,AAAA" alt="x" onerror="alert(1)">',
        '<img src="data:image/png;base64,AAAA" alt="x" style="background: url(//evil)">',
        '<img src="data:image/svg+xml;base64,AAAA" alt="x">',
    ],
)
def test_html_keeps_nothing_that_runs_hides_or_fetches(html):
    safe = kept({"text/html": html}).get("text/html", "")
    assert not any(f"<{tag}" in safe for tag in ("script", "img", "style", "iframe", "svg", "a "))
    assert "style=" not in safe and "onerror=" not in safe and "href" not in safe


def test_a_table_stays_a_table():
    table = "<table><tr><th>k</th></tr><tr><td>1</td></tr></table>"
    assert kept({"text/html": table})["text/html"].count("<td>") == 1


@pytest.mark.parametrize(
    "html, safe",
    [
        ("a < b & c &lt;script&gt;", "a &lt; b &amp; c &lt;script&gt;"),
        ("<!-- <b> -->x<!doctype html>", "x"),
        ("<script>alert('<b>')</script><style>b {}</STYLE >x", "x"),
        ("<script>never closed", ""),
        ("<scr<script>ipt>alert(1)</script>", "&lt;scr"),
        ("</div></div><b>bold", "<b>bold</b>"),
        ("<b><i>x</b>y</i>", "<b><i>x</i></b>y"),
        ("<td colspan=2 onclick='x'>", '<td colspan="2"></td>'),
        ("<b x='>", "<b></b>"),
        ("<img src=x onerror=alert(1)><p/onclick=1>", "<p></p>"),
        ("<b", "&lt;b"),
        ("line<br/>line", "line<br>line"),
    ],
)
def test_html_is_built_anew_from_bare_tags(html, safe):
    assert kept({"text/html": html}).get("text/html", "") == safe


PNG = f'<img src="data:image/png;base64,{PIXEL}" alt="a &quot;g&quot; &lt; 1" width="600" style="max-width: 100%">'


def beside_a_figure(html):
    """What is kept of a figure as lab.figures shows it, with this HTML after the picture."""
    data = {"text/html": PNG + html, "text/plain": "[figure]"}
    return outputs.checked([{"output_type": "display_data", "data": data, "metadata": {}}], 1, 10**6)


@pytest.mark.parametrize(
    "part",
    ["<b>", "<div>", "<b><i>", "</b>", "<", "<!--", "<!", "<script>", "<script></script>", "<b ", "&lt", "<td a"],
)
def test_html_takes_time_in_proportion(part):
    html = part * (500_000 // len(part))
    for read in (harmless, beside_a_figure):
        start = time.process_time()
        read(html)
        assert time.process_time() - start < 2, read


def test_tags_are_kept_to_a_depth_that_a_page_bears_and_the_text_in_deeper_ones_stays():
    """Each tag that ends looks through those that are open, so that none may be without number."""
    made = harmless("<div>" * 51 + "deep" + "</div>" * 51 + "<b>bold</b>")
    assert made == "<div>" * 50 + "deep" + "</div>" * 50 + "<b>bold</b>"


def test_a_figure_of_the_course_is_kept_once_as_a_picture_with_its_words_and_its_table_beside_it():
    table = "<details><summary>x</summary><table><tr><td>1</td></tr></table></details>"
    picture, numbers = beside_a_figure(table)
    assert picture["data"] == {"image/png": PIXEL, "text/plain": "[figure]"}
    assert picture["metadata"] == {"image/png": {"alt": "a  g    1", "width": 600}}
    assert numbers["data"]["text/html"] == table
    assert "1" in numbers["data"]["text/plain"] and "<" not in numbers["data"]["text/plain"]


@pytest.mark.parametrize(
    "html",
    [
        PNG.replace('alt="', 'onload="alert(1)" alt="'),
        PNG.replace("image/png", "image/svg+xml"),
        PNG.replace("600", "600&quot; onload=&quot;alert(1)"),
        PNG + "<script>alert(1)</script><img src=x onerror=alert(1)>",
        PNG.replace("&lt; 1", "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"),
    ],
)
def test_what_only_looks_like_a_figure_of_the_course_keeps_nothing_that_runs(html):
    found = {"output_type": "display_data", "data": {"text/html": html}, "metadata": {}}
    for output in outputs.checked([found], 1, 10_000):
        told = str(output["metadata"]) + output["data"].get("text/html", "")
        assert not any(mark in told for mark in ("<img", "<script", "onload=", "onerror=", "svg"))


def png_of(width, height):
    """A picture that says it is that large; whoever unpacks it takes its word."""
    head = struct.pack(">4sIIBBBBB", b"IHDR", width, height, 8, 0, 0, 0, 0)
    return base64.b64encode(
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
        + struct.pack(">I", 0) + b"IDAT" + struct.pack(">I", zlib.crc32(b"IDAT"))
    ).decode()  # fmt: skip


def test_a_picture_of_a_thousand_million_pixels_is_dropped():
    assert kept({"image/png": png_of(3000, 3000)}) != {}
    assert kept({"image/png": png_of(30_000, 30_000), "text/plain": "x"}) == {"text/plain": "x"}


def test_a_picture_is_no_larger_than_a_page():
    about = {"image/png": {"width": 10**9, "height": -1, "alt": "x"}}
    shown = {"output_type": "display_data", "data": {"image/png": PIXEL}, "metadata": about}
    assert outputs.checked([shown], 1, 10**6)[0]["metadata"] == {"image/png": {"alt": "x"}}


def packed(side, frames=1):
    """A black picture of so many pixels a side: few bytes, however many."""
    made, first = io.BytesIO(), Image.new("1", (side, side))
    more = [Image.new("1", (side, side), number % 2) for number in range(1, frames)]
    first.save(made, "GIF" if frames > 1 else "PNG", save_all=frames > 1, append_images=more)
    return base64.b64encode(made.getvalue()).decode()


def test_a_picture_of_more_pixels_than_a_page_bears_is_not_shown_nor_one_that_moves():
    assert "image/png" in kept({"image/png": packed(3400)})
    assert "image/png" not in kept({"image/png": packed(3500)})
    assert "image/gif" not in kept({"image/gif": packed(20, frames=3)})


@pytest.mark.parametrize(
    ("html", "safe"),
    [
        (r"$\href{javascript:alert(1)}{x}$", "$∖href{javascript:alert(1)}{x}$"),
        (r"$\frac{1}{2}$", r"$\frac{1}{2}$"),
        ("&#" + "9" * 5000 + ";", "\ufffd"),
        ("&#x" + "f" * 5000, "\ufffd"),
        ("<script>a</script</SCRIPT x>b", "b"),
    ],
)
def test_html_does_nothing_in_a_page_that_typesets_formulas(html, safe):
    assert kept({"text/html": html})["text/html"] == safe


def test_outputs_are_cut_at_the_cap():
    flood = [{"output_type": "stream", "name": "stdout", "text": "x" * 1000}] * 5000
    shown = outputs.checked(flood, 1, 10_000)
    assert sum(len(o["text"]) for o in shown) < 12_000 and "cut here" in shown[-1]["text"]
