from tests.damage import NOTEBOOK, rewrite


def damage(folder):
    rewrite(folder / NOTEBOOK, lambda data: data.replace(b"def relu(a):\\n", b"def relu(a):  # \xe9l\xe9mentaire\\n"))
