from tests.damage import NOTEBOOK, rewrite


def damage(folder):
    rewrite(folder / NOTEBOOK, lambda data: data.replace(b"\n", b"\r\n").replace(b"\\n", b"\\r\\n"))
