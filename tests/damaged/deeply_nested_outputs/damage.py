from tests.damage import NOTEBOOK, rewrite


def damage(folder):
    def nest(data):
        at = data.rindex(b'"outputs": []')
        return data[:at] + b'"outputs": ' + b"[" * 100_000 + b"]" * 100_000 + data[at + len(b'"outputs": []') :]

    rewrite(folder / NOTEBOOK, nest)
