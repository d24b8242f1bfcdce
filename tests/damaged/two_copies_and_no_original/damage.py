from tests.damage import NOTEBOOK, ONE, good_notebook


def damage(folder):
    for number in (1, 2):
        (folder / f"01_activations ({number}).ipynb").write_bytes(good_notebook(ONE))
    (folder / NOTEBOOK).unlink()
