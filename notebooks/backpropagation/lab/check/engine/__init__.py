# Made by `make release` from solutions/backpropagation/lab/check/engine/__init__.py: edit that file, not this one.
"""What every check is made of: safe calls, comparison, causes and hints, and the card that shows a failure."""
