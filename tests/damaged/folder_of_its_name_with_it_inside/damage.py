from tests.damage import NOTEBOOK


def damage(folder):
    data = (folder / NOTEBOOK).read_bytes()
    (folder / NOTEBOOK).unlink()
    (folder / NOTEBOOK).mkdir()
    (folder / NOTEBOOK / NOTEBOOK).write_bytes(data)
