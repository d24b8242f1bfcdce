from tests.damage import NOTEBOOK, edit


def damage(folder):
    with edit(folder / NOTEBOOK) as notebook:
        for one in notebook["cells"]:
            one["id"] = "relu"
