from tests.damage import NOTEBOOK, edit


def damage(folder):
    with edit(folder / NOTEBOOK) as notebook:
        for at, odd in enumerate(("x", 3, {"a.png": "x"}, {"a.png": {"image/png": [1]}}, [[]])):
            notebook["cells"][at]["attachments"] = odd
