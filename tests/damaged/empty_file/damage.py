from tests.damage import NOTEBOOK


def damage(folder):
    (folder / NOTEBOOK).write_bytes(b"")
