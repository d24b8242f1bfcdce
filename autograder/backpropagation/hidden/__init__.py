"""The hidden checks, a module for each notebook: fresh inputs from the run's seed, answers from the reference.

They are given the student's function, or a proxy for it, and only call it and look at what comes back.
"""
