import shutil


def damage(folder):
    shutil.rmtree(folder)
    folder.write_bytes(b"PK\x03\x04")
