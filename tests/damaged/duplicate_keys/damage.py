from tests.damage import NOTEBOOK, rewrite


def damage(folder):
    rewrite(folder / NOTEBOOK, lambda data: data.replace(b'"source": [', b'"source": "raise SystemExit", "source": ['))
