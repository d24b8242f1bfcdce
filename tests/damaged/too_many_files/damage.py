def damage(folder):
    (folder / "venv").mkdir()
    for number in range(2_000):
        (folder / "venv" / f"{number:04}.py").write_bytes(b"x = 1\n")
