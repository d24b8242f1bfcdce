from tests.damage import NOTEBOOK, edit


def damage(folder):
    with edit(folder / NOTEBOOK) as notebook:
        cells = notebook.pop("cells")
        for one in cells:
            one.pop("id")
            if one["cell_type"] == "code":
                one.update(input=one.pop("source"), language="python", prompt_number=1)
        notebook.update(nbformat=3, nbformat_minor=0, worksheets=[{"cells": cells, "metadata": {}}])
