from tests.damage import NOTEBOOK, edit


def damage(folder):
    with edit(folder / NOTEBOOK) as notebook:
        for key in ("nbformat", "nbformat_minor", "metadata"):
            del notebook[key]
