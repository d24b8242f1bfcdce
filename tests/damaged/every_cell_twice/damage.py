from tests.damage import NOTEBOOK, edit


def damage(folder):
    with edit(folder / NOTEBOOK) as notebook:
        notebook["cells"] = [one for one in notebook["cells"] for _ in range(2)]
