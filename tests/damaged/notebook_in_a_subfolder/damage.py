from tests.damage import NOTEBOOK


def damage(folder):
    (folder / "backpropagation").mkdir()
    (folder / NOTEBOOK).rename(folder / "backpropagation" / NOTEBOOK)
