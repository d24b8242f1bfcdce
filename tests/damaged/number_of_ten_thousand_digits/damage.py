from tests.damage import NOTEBOOK, rewrite


def damage(folder):
    rewrite(
        folder / NOTEBOOK, lambda data: data.replace(b'"execution_count": null', b'"execution_count": ' + b"9" * 10_000)
    )
