from tests.damage import NOTEBOOK, edit


def damage(folder):
    with edit(folder / NOTEBOOK) as notebook:
        log = [{"cell_type": "markdown", "metadata": {}, "source": f"step {number}"} for number in range(100_000)]
        notebook["cells"] = log + notebook["cells"]
