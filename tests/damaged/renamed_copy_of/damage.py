from tests.damage import NOTEBOOK


def damage(folder):
    (folder / NOTEBOOK).rename(folder / "Copy of 01_activations.ipynb")
