from tests.damage import NOTEBOOK, ONE, good_notebook


def damage(folder):
    for number in (1, 2):
        made = good_notebook(ONE).replace(b"np.tanh(", b"np.tanh( " + b" " * number)
        (folder / f"01_activations ({number}).ipynb").write_bytes(made)
    (folder / NOTEBOOK).unlink()
