from tests.damage import NOTEBOOK, edit


def damage(folder):
    with edit(folder / NOTEBOOK) as notebook:
        for at, odd in enumerate((None, 7, "def relu(a): return a", [[]], {}, {"cell_type": "code"}, True)):
            notebook["cells"].insert(3 * at, odd)
