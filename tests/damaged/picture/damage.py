from tests.damage import NOTEBOOK


def damage(folder):
    (folder / NOTEBOOK).write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
