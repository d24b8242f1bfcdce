# Made by `make release` from solutions/backpropagation/lab/__init__.py: edit that file, not this one.
"""The helper package of the assignment: data, drawing, visible checks, and your own earlier functions.

Everything here is yours to read. Nothing here needs more than NumPy, Matplotlib, IPython and the standard library.
"""
