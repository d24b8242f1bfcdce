from tests.damage import NOTEBOOK, cell, edit


def damage(folder):
    with edit(folder / NOTEBOOK) as notebook:
        for name, points in (("logistic", "2"), ("tanh_prime", -2), ("relu", [1]), ("relu_prime", 10**9)):
            cell(notebook, f"test_{name}")["metadata"]["nbgrader"]["points"] = points
