from tests.damage import NOTEBOOK, cell, edit


def damage(folder):
    with edit(folder / NOTEBOOK) as notebook:
        cell(notebook, "relu")["source"] = "\f\n# page\u2028break\x1c\ndef relu(a):\n    return np.maximum(a, 0)\n\f"
