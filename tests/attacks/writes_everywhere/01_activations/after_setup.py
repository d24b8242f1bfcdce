import os

OWN = ("/home", "/tmp", "/dev/shm", "/proc/self/", "/proc/thread-self")
targets = ["/", "/etc/passwd", "/usr/bin/python3", "/data", "/opt/course/autograder/inside/serve.py", "/tmp/attack-canary/secret"]
for folder, folders, names in os.walk("/"):
    folders[:] = [f for f in folders if not os.path.join(folder, f).startswith(("/proc", "/sys"))]
    targets.append(os.path.join(folder, names[0]) if names else folder)


def state(path):
    found = os.stat(path)
    return found.st_mode, found.st_mtime_ns


for target in targets:
    if target.startswith((*OWN, "/dev/")) and not os.path.exists("/tmp/attack-canary"):
        continue  # devices like /dev/null are everybody's
    for attempt in (
        lambda: open(target, "a").close(),
        lambda: open(os.path.join(target, "new"), "w").close(),
        lambda: os.chmod(target, 0o777),
        lambda: os.utime(target),
        lambda: os.rename(target, target + ".gone"),
    ):
        try:
            before = state(target)
            if attempt() is None and state(target) == before:
                continue  # it answered as if it had done so, and had not
        except OSError:
            continue
        print("breached:", target)
print("tried")
