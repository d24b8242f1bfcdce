import shutil


def damage(folder):
    shutil.rmtree(folder)
    folder.symlink_to("../tabs/backpropagation")
