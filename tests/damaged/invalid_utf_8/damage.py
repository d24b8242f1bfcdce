from tests.damage import NOTEBOOK, rewrite


def damage(folder):
    def flip(data):
        at = data.index(b'"markdown"') + data[data.index(b'"markdown"') :].index(b"source") + 15
        return data[:at] + b"\xff" + data[at + 1 :]

    rewrite(folder / NOTEBOOK, flip)
