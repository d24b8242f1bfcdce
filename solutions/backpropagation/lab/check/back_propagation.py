"""Visible checks of notebook 04: all by recorded cases, first the numbers worked by hand in the text, then others."""

from .facts import entries as entries
from .facts import layers as layers
