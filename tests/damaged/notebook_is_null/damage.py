from tests.damage import NOTEBOOK


def damage(folder):
    text = "null\n"
    (folder / NOTEBOOK).write_text(text, encoding="utf-8")
