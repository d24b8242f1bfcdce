import os

for folder in (".", "/tmp", "/dev/shm", os.path.expanduser("~")):
    for number in range(40):
        try:
            with open(f"{folder}/large{number}", "wb") as file:
                file.write(b"x" * (6 << 20))
        except OSError:
            break
    try:
        with open(f"{folder}/huge", "wb") as file:
            file.truncate(1 << 40)
        print("breached: a file of a terabyte")
    except OSError:
        pass
    for number in range(5000):
        try:
            os.symlink("x" * 500, f"{folder}/link{number}")
        except OSError:
            break
size = sum(os.stat(os.path.join(f, n), follow_symlinks=False).st_blocks * 512 for f, _, ns in os.walk("/home") for n in ns)
print("breached: too much is written" if size > 70 << 20 else "tried")
