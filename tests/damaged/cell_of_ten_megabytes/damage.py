from tests.damage import NOTEBOOK, edit


def damage(folder):
    with edit(folder / NOTEBOOK) as notebook:
        notebook["cells"].insert(
            2, {"cell_type": "code", "metadata": {}, "source": "# 0123456\n" * 1_000_000, "outputs": []}
        )
