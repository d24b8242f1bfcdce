def damage(folder):
    (folder / "lab").write_text("not a folder")
