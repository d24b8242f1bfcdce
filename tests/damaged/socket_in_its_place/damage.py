import os
import stat

from tests.damage import NOTEBOOK


def damage(folder):
    (folder / NOTEBOOK).unlink()
    os.mknod(folder / NOTEBOOK, stat.S_IFSOCK | 0o600)
