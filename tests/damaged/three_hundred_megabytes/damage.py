from tests.damage import NOTEBOOK


def damage(folder):
    with (folder / NOTEBOOK).open("ab") as file:
        file.truncate(300 * 2**20)
