from tests.damage import NOTEBOOK, cell, edit


def damage(folder):
    with edit(folder / NOTEBOOK) as notebook:
        cell(notebook, "relu")["cell_type"] = 3
        del cell(notebook, "logistic")["cell_type"]
        cell(notebook, "tanh_prime")["cell_type"] = "sql"
