from tests.damage import NOTEBOOK, edit


def damage(folder):
    with edit(folder / NOTEBOOK) as notebook:
        for one in notebook["cells"]:
            one["metadata"].update({f"key{number}": number for number in range(10_000)})
