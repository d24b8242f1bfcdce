from tests.damage import NOTEBOOK, rewrite


def damage(folder):
    def comma(data):
        end = data.rindex(b'}\n ],\n "metadata"')
        return data[: end + 1] + b"," + data[end + 1 :]

    rewrite(folder / NOTEBOOK, comma)
