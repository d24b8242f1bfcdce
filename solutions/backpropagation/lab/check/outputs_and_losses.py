"""Visible checks of notebook 02: all by recorded cases; what these can observe of a wrong function stands in facts/."""

from .facts import entries as entries
from .facts import losses as losses
