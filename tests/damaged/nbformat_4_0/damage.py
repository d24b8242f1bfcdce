from tests.damage import NOTEBOOK, edit


def damage(folder):
    with edit(folder / NOTEBOOK) as notebook:
        notebook["nbformat_minor"] = 0
        for one in notebook["cells"]:
            del one["id"]
