from tests.damage import NOTEBOOK, edit


def damage(folder):
    with edit(folder / NOTEBOOK) as notebook:
        notebook.update(nbformat=5, nbformat_minor=2, layout={"rows": []})
