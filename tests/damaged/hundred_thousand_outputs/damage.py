from tests.damage import NOTEBOOK, cell, edit


def damage(folder):
    with edit(folder / NOTEBOOK) as notebook:
        cell(notebook, "relu")["outputs"] = [{"output_type": "stream", "name": "stderr", "text": "."}] * 100_000
