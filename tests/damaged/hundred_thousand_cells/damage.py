from tests.damage import NOTEBOOK, edit


def damage(folder):
    with edit(folder / NOTEBOOK) as notebook:
        empty = {"cell_type": "code", "metadata": {}, "source": "", "outputs": []}
        notebook["cells"] = [empty] * 100_000 + notebook["cells"]
