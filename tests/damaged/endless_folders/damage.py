def damage(folder):
    for number in range(4_500):
        (folder / "many" / f"{number // 100}" / f"{number % 100}").mkdir(parents=True)
