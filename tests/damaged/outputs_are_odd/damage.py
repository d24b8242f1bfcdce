from tests.damage import NOTEBOOK, cell, edit


def damage(folder):
    with edit(folder / NOTEBOOK) as notebook:
        cell(notebook, "logistic")["outputs"] = "text"
        cell(notebook, "relu")["outputs"] = 3
        cell(notebook, "relu_prime")["outputs"] = [1, None, "x", {"output_type": 3}]
        cell(notebook, "test_relu")["execution_count"] = {"a": []}
