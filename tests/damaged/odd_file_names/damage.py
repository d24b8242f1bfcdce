import os


def damage(folder):
    root = os.fsencode(folder) + b"/"
    for name in ("数据.txt", "بيانات‌.txt", "🧑‍🔬.txt", "-rf", "a b", "it's", 'say "hi"', "%s{}$(id)", "x" * 255):
        os.close(os.open(root + name.encode(), os.O_CREAT | os.O_WRONLY))
    for name in (b"\xff\xfe", b"a\nb", b"\x1b[31mred", b"back\\slash"):
        os.close(os.open(root + name, os.O_CREAT | os.O_WRONLY))
