import os

try:
    pids = list(filter(str.isdecimal, os.listdir("/proc")))
except PermissionError:  # then guess
    pids = ["1", str(os.getppid()), *map(str, range(2, 300)), *map(str, range(os.getpid() - 300, os.getpid() + 10))]
for pid in pids:
    if int(pid) == os.getpid():
        continue
    for name in ("environ", "mem", "maps", "auxv", "stack", "fd", "root", "cwd", "exe"):
        path = f"/proc/{pid}/{name}"
        try:
            content = os.listdir(path) if name == "fd" else os.readlink(path) if name in ("root", "cwd", "exe") else open(path, "rb").read(1)
        except OSError:
            continue
        if content:
            print("breached:", path, content)
for path in ("/proc/kcore", "/proc/kallsyms", "/proc/1/mem", "/proc/self/../1/environ"):
    try:
        open(path, "rb").read(1)
        if path != "/proc/kallsyms":
            print("breached:", path)
    except OSError:
        pass
print("tried")
