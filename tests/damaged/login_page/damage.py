from tests.damage import NOTEBOOK


def damage(folder):
    text = (
        "<!DOCTYPE html>\n"
        "<html><head><title>Sign in</title></head>\n"
        '<body><form action="/login"><input name="user"></form></body></html>\n'
    )
    (folder / NOTEBOOK).write_text(text, encoding="utf-8")
