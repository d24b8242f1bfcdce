from tests.damage import NOTEBOOK, cell, edit


def damage(folder):
    with edit(folder / NOTEBOOK) as notebook:
        cell(notebook, "relu")["source"] = "def relu(a):\n    return np.maximum(a, 0)  # \0"
