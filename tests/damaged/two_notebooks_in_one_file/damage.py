from tests.damage import NOTEBOOK, TWO, good_notebook, rewrite


def damage(folder):
    rewrite(folder / NOTEBOOK, lambda data: data + good_notebook(TWO))
