def damage(folder):
    for name, size in (("000_data.bin", 200), ("000_more.bin", 30)):
        with (folder / name).open("wb") as file:
            file.truncate(size * 2**20)
