"""Questions that lead to the line, for several functions of one notebook."""

from __future__ import annotations

ORDER = "Read the docstring's last line: in which order are they returned?"
MEAN = "With twice the batch your gradients are twice as large. The loss is a mean."
WHICH = "One of the two is a mean over the batch. Is the other?"
ONCE = "The mean is taken once. Count the divisions."
COLUMN = "One example is one column. What is the shape of what you return?"
COUNTS = "Examples are columns. Which entry of the shape counts them?"
OWN = "Each column is one example's own gradient. Where is the mean taken?"
POINT = "At which point is the slope wanted: at the gradient, or at the pre-activation?"
