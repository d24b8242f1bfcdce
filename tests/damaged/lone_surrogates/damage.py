from tests.damage import NOTEBOOK, rewrite


def damage(folder):
    rewrite(folder / NOTEBOOK, lambda data: data.replace(b"def relu(a):", b"def relu(a):  # \\ud83d"))
