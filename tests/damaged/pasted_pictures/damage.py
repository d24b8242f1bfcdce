from tests.damage import NOTEBOOK, edit


def damage(folder):
    with edit(folder / NOTEBOOK) as notebook:
        notebook["cells"][0]["attachments"] = {"screen shot.png": {"image/png": "iVBO" * 750_000}}
