def damage(folder):
    (folder / "timestamp.txt").write_bytes(b"\xff\x00" * 5000)
