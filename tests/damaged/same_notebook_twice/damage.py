from tests.damage import ONE, TWO, good_notebook


def damage(folder):
    (folder / f"{TWO}.ipynb").write_bytes(good_notebook(ONE))
