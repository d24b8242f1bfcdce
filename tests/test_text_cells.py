"""A student's text cell shows words, formulas and pictures, and can do nothing to whoever reads it."""

from __future__ import annotations

import re
from html import escape

import pytest

from autograder.grading.text_cells import TextCells, address
from autograder.report.feedback.text import written
from tests.text_pages import (
    HOSTILE,
    PASTED,
    PNG,
    as_the_formgrader_shows,
    hostile,
    not_allowed,
    random_text,
    rebuilt_page,
)


def test_there_are_many_hostile_texts():
    assert len(HOSTILE) >= 60


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_in_the_formgraders_page_runs_fetches_or_leads_astray(name):
    assert not_allowed(rebuilt_page(hostile(name))) == []


def test_most_hostile_texts_would_do_harm_as_they_came():
    """Without this, the tests here could pass because nothing is ever seen."""
    raw = {name: hostile(name) for name in HOSTILE if name != "picture_missing"}  # of which no page can be made
    harmless = [name for name, text in raw.items() if not not_allowed(as_the_formgrader_shows(text, PASTED))]
    assert len(harmless) <= 12, harmless


@pytest.mark.parametrize("batch", range(10))
def test_random_texts_hold_nothing_but_what_is_allowed(batch):
    found = {}
    for seed in range(batch * 1000, batch * 1000 + 1000):
        page = rebuilt_page(random_text(seed))
        if bad := not_allowed(page):
            found[seed] = bad
    assert found == {}


# What honest students write


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("The **loss** *falls*, ~~rises~~", "<p>The <strong>loss</strong> <em>falls</em>, <del>rises</del></p>"),
        ("if $a<b$ and 1 < 2", r"<p>if $a\lt b$ and 1 &lt; 2</p>"),
        (r"$$\nabla_{W_k} = \nabla_{a_k} h_{k-1}^\top$$", r"<p>$$\nabla_{W_k} = \nabla_{a_k} h_{k-1}^\top$$</p>"),
        (
            "\\begin{align}\na &= b \\\\\n&= c\n\\end{align}",
            r"<p>$$\begin{align} a &amp;= b \\ &amp;= c \end{align}$$</p>",
        ),
        ("`W @ h < 0`", "<p><code>W @ h &lt; 0</code></p>"),
        ("```python\nif a < b:\n    x[0] *= 2\n```", "<pre><code>if a &lt; b:\n    x[0] *= 2</code></pre>"),
        (
            "[the paper](https://arxiv.org/abs/1412.6980?a=1&b=2)",
            '<p><a href="https://arxiv.org/abs/1412.6980?a=1&amp;b=2">the paper</a></p>',
        ),
        ("see https://arxiv.org/abs/1.", '<p>see <a href="https://arxiv.org/abs/1">https://arxiv.org/abs/1</a>.</p>'),
        ("ask <mailto:ada@example.org>", '<p>ask <a href="mailto:ada@example.org">mailto:ada@example.org</a></p>'),
        ("- a\n- b\n  1. c\n  2. d", "<ul>\n<li>a</li>\n<li>b<ol>\n<li>c</li>\n<li>d</li>\n</ol>\n</li>\n</ul>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("> so *it* says", "<blockquote>\n<p>so <em>it</em> says</p>\n</blockquote>"),
        ("# My answer", "<p><strong>My answer</strong></p>"),
        ("2.5 is less, 1) is not\n+ 3 = 4", "<p>2.5 is less, 1) is not</p>\n<ul>\n<li>3 = 4</li>\n</ul>"),
        ("It costs $5, C:\\users", "<p>It costs ＄5, C:∖users</p>"),
        ("one  \ntwo\nthree", "<p>one<br>two three</p>"),
        ('Tom & Jerry &amp; "co" <3', "<p>Tom &amp; Jerry &amp; &quot;co&quot; &lt;3</p>"),
    ],
)
def test_what_honest_students_write_is_shown_as_they_mean_it(source, shown):
    assert re.sub(r"&#(\d+);", lambda found: escape(chr(int(found[1]))), rebuilt_page(source)).strip() == shown


def test_a_table_is_a_table():
    page = rebuilt_page("| layer | $\\|W\\|$ |\n|:--|--:|\n| 1 | a `\\|` b |\n")
    assert page.count("<td>") == 2 and page.count("<th>") == 2
    assert r"$\vert W\vert $" in page and "a <code>|</code> b" in page


def test_a_pasted_picture_stays_and_a_missing_one_becomes_words():
    page = rebuilt_page("![the loss](attachment:image.png) ![b](attachment:a%20b.svg) ![](attachment:nowhere.png)")
    assert f'<img src="data:image/png;base64,{PNG}" alt="the loss" />' in page
    assert "it is neither PNG, JPEG nor GIF" in page
    assert "it is missing in the notebook" in page


def test_a_picture_in_the_text_itself_is_shown():
    assert f'src="data:image/png;base64,{PNG}"' in rebuilt_page(f"![x](data:image/png;base64,{PNG})", {})


def test_a_text_may_be_so_long_that_it_is_shown_as_it_was_typed_and_the_ta_is_told():
    texts = TextCells()
    texts.rebuilt("a" * 45_000, {})
    assert texts.notes == []
    made, _ = texts.rebuilt("*b* <i>" * 3000, {})
    assert [note.partition(":")[0] for note in texts.notes] == ["a text is shown as it was typed, not laid out"]
    assert made.startswith("<pre><code>") and not_allowed(as_the_formgrader_shows(made, {})) == []


def test_the_feedback_page_shows_the_same_words():
    made, _ = TextCells().rebuilt("**So** `a < b` & [here](https://example.org/x)\n\n```\nx < 1\n```", {})
    page = str(written(made))
    assert "<strong>So</strong> <code>a &lt; b</code> &amp; here" in page
    assert "<code>x &#60; 1</code></pre>" in page


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTP://EXAMPLE.ORG/A", "http://example.org/A"),
        ("https://example.org/a_(b)", "https://example.org/a_%28b%29"),
        ("https://example.org:8888/", ""),
        ("http://localhost/", ""),
        ("http://hub.local/", ""),
        ("http://127.0.0.1/", ""),
        ("http://0x7f.1/", ""),
        ("http://a@example.org/", ""),
        ("ftp://example.org/", ""),
        ("mailto:ada@example.org", "mailto:ada@example.org"),
        ("mailto:ada@example.org?bcc=x", ""),
        ("#place", "#place"),
        ("/logout", ""),
        ("//example.org", ""),
        ("attachment:image.png", ""),
    ],
)
def test_a_link_leads_to_a_public_page_an_address_or_a_place_or_nowhere(url, safe):
    assert address(url) == safe
