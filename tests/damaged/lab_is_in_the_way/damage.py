def damage(folder):
    (folder / "lab.py").write_text("raise SystemExit")
    (folder / "lab" / "check").mkdir(parents=True)
    (folder / "lab" / "numpy.py").write_text("raise SystemExit")
    (folder / "lab" / "check" / "__init__.py").write_text("raise SystemExit")
