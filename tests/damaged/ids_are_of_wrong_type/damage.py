from tests.damage import NOTEBOOK, edit


def damage(folder):
    with edit(folder / NOTEBOOK) as notebook:
        for number, one in enumerate(notebook["cells"]):
            one["id"] = (number, ["relu"], None, "", "no id may hold this: \n")[number % 5]
