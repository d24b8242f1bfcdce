from tests.damage import NOTEBOOK, cell, edit


def damage(folder):
    with edit(folder / NOTEBOOK) as notebook:
        cell(notebook, "relu")["source"] = "def relu(a):  # \ud83d\n    return np.maximum(a, 0)"
