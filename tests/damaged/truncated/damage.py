from tests.damage import NOTEBOOK, rewrite


def damage(folder):
    rewrite(folder / NOTEBOOK, lambda data: data[: data.index(b"def relu(") + 10])
