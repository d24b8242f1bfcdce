from tests.damage import NOTEBOOK, rewrite


def damage(folder):
    rewrite(folder / NOTEBOOK, lambda data: bytes(len(data)))
