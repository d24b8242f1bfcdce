# Made by `make release` from solutions/backpropagation/lab/check/examiners/__init__.py: edit that file, not this one.
"""Examiners for answers that are more than one value: training runs, optimizer steps, batches, first parameters."""
