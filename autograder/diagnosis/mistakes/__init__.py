"""The catalogue: a module for each notebook, wrong functions in the order of the exercises."""
