import os

from tests.damage import NOTEBOOK


def damage(folder):
    (folder / NOTEBOOK).unlink()
    os.mkfifo(folder / NOTEBOOK)
