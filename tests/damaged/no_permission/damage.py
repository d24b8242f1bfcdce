from tests.damage import NOTEBOOK


def damage(folder):
    (folder / NOTEBOOK).chmod(0)
