import random

from tests.damage import NOTEBOOK


def damage(folder):
    (folder / NOTEBOOK).write_bytes(random.Random(4).randbytes(20_000))
