from tests.damage import NOTEBOOK


def damage(folder):
    (folder / NOTEBOOK).rename(folder / "01_Activations.IPYNB")
