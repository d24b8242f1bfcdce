"""Questions that lead to the line, for several functions of one notebook."""

from __future__ import annotations

BOTH = "Weights and biases each have a u. What is kept of the two?"
CLIMBS = "Your loss climbs. Which way do you go?"
MEMORY = "Your first step is right and the second is not. What becomes of the state?"
MEMORY_SIGN = "u holds steps that are taken off θ. With which sign does the memory come in?"
BETA = "With another β nothing changes."
HOW_OFTEN = "How often does η come in?"
