from tests.damage import NOTEBOOK


def damage(folder):
    (folder / NOTEBOOK).write_bytes(b'{"cells": [' + b"[]," * 10_000_000 + b"[]]}")
