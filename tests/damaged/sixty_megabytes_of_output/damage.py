from tests.damage import NOTEBOOK, cell, edit


def damage(folder):
    with edit(folder / NOTEBOOK) as notebook:
        lines = [f"step {number}: loss 0.69314718055994530941723212145817656807550013\n" for number in range(1_000_000)]
        cell(notebook, "relu")["outputs"] = [{"output_type": "stream", "name": "stdout", "text": lines}]
