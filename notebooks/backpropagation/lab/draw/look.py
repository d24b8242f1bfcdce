# Made by `make release` from solutions/backpropagation/lab/draw/look.py: edit that file, not this one.
"""The look that all figures share: paper, ink, colours that every eye can tell apart, sizes. Nothing but constants."""

from __future__ import annotations

# Figures are opaque cards: Jupyter doesn't tell a picture whether the page is dark, and dark ink on a card of
# its own reads well on both. The contrast of INK on PAPER is 15:1, of MUTED 6:1.
PAPER, INK, MUTED, GRID = "#fcfcfa", "#1f2430", "#5c6370", "#d9dce3"
# After Okabe and Ito (2008), whose colours people with any colour vision can tell apart; these four are dark
# enough for thin lines. Never let colour alone carry the meaning: label lines, or dash them.
BLUE, ORANGE, GREEN, PURPLE = "#0072b2", "#d55e00", "#008a64", "#a8508a"
SKY, AMBER = "#56b4e9", "#e69f00"  # for areas and bars: too light for thin lines
COLOURS = (BLUE, ORANGE, GREEN, PURPLE, SKY, AMBER)
DASHES = ("-", "--", "-.", ":", "long", "fine")  # names of lab.draw.surface.DASHES
SEQUENTIAL, DIVERGING = "cividis", "RdBu_r"  # colour maps: for amounts; for signed numbers, centred on 0

# In pixels of the page, whose text has 14 or so.
WIDTH = 730.0
TEXT, SMALL, LABEL, TITLE = 13.0, 12.0, 13.5, 14.5
TICK, GAP, PAD = 4.0, 5.0, 12.0  # a tick's length, from it to its text, from the card's edge
SAMPLE = 28.0  # a line's sample in a legend
TICK_EVERY = 58.0  # about one tick for so many pixels
