# Made by `make release` from solutions/backpropagation/lab/keys.py: edit that file, not this one.
"""Keys pressed on something of ours that has the focus are not the notebook's: what tells it so.

JupyterLab and Notebook look for this attribute on the very element that has the focus, and on no other: without it the
space bar, which opens a <summary>, also scrolls the page, and a letter runs, cuts or pastes cells.
"""

from __future__ import annotations

KEYS = "data-lm-suppress-shortcuts='true'"
