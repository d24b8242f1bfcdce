import os
import stat

found = {}
for name in os.listdir("/proc/self/fd"):
    try:
        found[int(name)] = os.readlink(f"/proc/self/fd/{name}")
    except OSError:
        pass
sockets = [number for number, target in found.items() if target.startswith("socket:")]
others = {n: t for n, t in found.items() if n not in sockets and not t.startswith(("/dev/null", "/proc/", "/opt", "/usr"))}
if len(sockets) != 1 or others:
    print("breached:", found)
for number in found:
    try:
        if stat.S_ISREG(os.fstat(number).st_mode) and not found[number].startswith(("/opt", "/usr")):
            print("breached: an open file", found[number])
    except OSError:
        pass
print("tried")
