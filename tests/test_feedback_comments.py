"""What the staff writes under an answer: formulas are drawn, links are links, and nothing else gets through."""

import re

import pytest

from autograder.report.feedback.text import commented, written

ADDRESS = "https://example.org/a?b=1&c=2"


def test_a_formula_is_drawn_as_outlines_and_told_to_those_who_cannot_see_it():
    made = str(commented(r"Not $\frac{1}{1+e^{-a}}$, but its slope."))
    assert 'role="img" aria-label="\\frac{1}{1+e^{-a}}"' in made
    assert re.search(r'<path d="M[0-9MLQCZ. -]+"/></svg>, but its slope', made)
    assert "$" not in made and "style=" not in made


def test_a_formula_of_its_own_stands_alone():
    made = str(commented("Look:\n\n$$\\nabla_W = \\nabla_a h^T$$\n"))
    assert '<svg class="formula block' in made


@pytest.mark.parametrize("tex", [r"\begin{matrix} a \end{matrix}", "a" * 3000, r"\frac{1}{", "{" * 900])
def test_what_cannot_be_drawn_stays_as_it_was_written(tex):
    made = str(commented(f"See ${tex}$."))
    assert "<svg" not in made and "See" in made


def test_of_a_thousand_formulas_the_first_hundred_or_so_are_drawn_and_all_others_stay_as_they_were_written():
    """Each takes some milliseconds: 35 s for a comment of 50,000 characters, when there was no bound."""
    made = str(commented(" ".join(f"$x_{{{n}}}$" for n in range(1000))))
    assert made.startswith("<p><svg") and made.endswith("<code>$x_{999}$</code></p>\n")
    assert 80 < made.count("<svg") < 150


def test_a_link_leads_to_its_page_and_an_address_to_a_mail():
    made = str(commented(f"[Slides]({ADDRESS}), [me](mailto:ta@example.org)"))
    assert '<a href="https://example.org/a?b=1&amp;c=2" rel="noopener noreferrer">Slides</a>' in made
    assert '<a href="mailto:ta@example.org" rel="noopener noreferrer">me</a>' in made


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc/passwd", "//evil.example", "x"],
)
def test_no_other_place_is_a_link(address):
    assert "<a " not in str(commented(f"[here]({address})"))


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "<b onclick=x>b</b>", "$<img src=x onerror=y>$", '[a](https://x" onclick="y)']
)
def test_markup_in_a_comment_is_text(text):
    made = str(commented(text))
    assert set(re.findall(r"<(\w+)", made)) <= {"p", "code", "svg", "path", "a", "em", "strong", "pre"}
    assert not re.search(r"<[^>]*\son\w+=", made)


def test_private_letters_of_a_comment_stand_for_nothing():
    assert "svg" not in str(commented("\ue0000\ue001")) and "7" in str(commented("\ue0007\ue001"))


def test_what_a_student_wrote_is_neither_drawn_nor_linked():
    made = str(written(f"$x_1$ and [here]({ADDRESS})"))
    assert "<svg" not in made and "<a " not in made and "$x_1$" in made
