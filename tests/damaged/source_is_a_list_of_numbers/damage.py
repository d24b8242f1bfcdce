from tests.damage import NOTEBOOK, cell, edit


def damage(folder):
    with edit(folder / NOTEBOOK) as notebook:
        cell(notebook, "relu")["source"] = [1, 2, 3]
