"""All that is this course's own and secret: its hidden checks, and what records, probes and explains them.

No other room names a function, a notebook or a value of this course.
"""
