# Made by `make release` from solutions/backpropagation/lab/check/facts/__init__.py: edit that file, not this one.
"""What a failed check can observe of each function by asking it again: a notebook's checks import its facts."""
