from tests.damage import NOTEBOOK


def damage(folder):
    text = "Dear TA,\n\nmy laptop broke, here is what I remember:\nrelu is max(0, a).\n"
    (folder / NOTEBOOK).write_text(text, encoding="utf-8")
