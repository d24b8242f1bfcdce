from tests.damage import NOTEBOOK


def damage(folder):
    (folder / NOTEBOOK).unlink()
    (folder / NOTEBOOK).symlink_to("/nonexistent/notebook")
