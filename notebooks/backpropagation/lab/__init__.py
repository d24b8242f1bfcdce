"""The helper package of the assignment: data, drawing, visible checks, and your own earlier functions.

Everything here is yours to read. Nothing here needs more than NumPy, Matplotlib, IPython and the standard library.
"""
