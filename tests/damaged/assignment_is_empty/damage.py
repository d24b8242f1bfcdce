import shutil


def damage(folder):
    shutil.rmtree(folder)
    folder.mkdir()
