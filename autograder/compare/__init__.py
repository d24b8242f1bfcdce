"""Comparisons beyond one value against another: gradients with differences of a loss, training runs with our own."""
