import os
import stat



def leads_to(number):
    mode = os.fstat(number).st_mode
    try:
        return os.readlink(f"/proc/self/fd/{number}")
    except PermissionError:  # there is no /proc
        void = os.fstat(number).st_rdev == os.stat("/dev/null").st_rdev
        return "socket:" if stat.S_ISSOCK(mode) else "/dev/null" if void else f"mode {mode:o}"


found = {}
for number in range(1024):
    try:
        found[number] = leads_to(number)
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
