from tests.damage import NOTEBOOK, edit


def damage(folder):
    with edit(folder / NOTEBOOK) as notebook:
        for number in range(1_000):
            text = {"cell_type": "markdown", "id": f"t{number}", "metadata": {}, "source": f"step {number}"}
            code = {"cell_type": "code", "id": f"c{number}", "metadata": {}, "source": f"x = {number}", "outputs": []}
            notebook["cells"] += [text, code]
