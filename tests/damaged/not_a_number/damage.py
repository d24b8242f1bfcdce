from tests.damage import NOTEBOOK, cell, edit


def damage(folder):
    with edit(folder / NOTEBOOK) as notebook:
        cell(notebook, "relu")["execution_count"] = float("nan")
        cell(notebook, "test_relu")["metadata"]["nbgrader"]["points"] = float("inf")
        cell(notebook, "test_tanh_prime")["metadata"]["nbgrader"]["points"] = float("nan")
