from tests.damage import NOTEBOOK, edit


def damage(folder):
    with edit(folder / NOTEBOOK) as notebook:
        notebook["metadata"] = []
        for one in notebook["cells"]:
            one["metadata"] = [1]
