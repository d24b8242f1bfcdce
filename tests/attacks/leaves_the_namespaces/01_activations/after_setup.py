import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
attempts = {
    "unshare": lambda: libc.unshare(0x10000000),
    "mount": lambda: libc.mount(b"none", b"/tmp", b"tmpfs", 0, None),
    "remount": lambda: libc.mount(None, b"/", None, 32, None),
    "umount": lambda: libc.umount2(b"/proc", 2),
    "chroot": lambda: libc.chroot(b"/tmp"),
    "clone": lambda: libc.syscall(56, 0x10000000 | 17, 0, 0, 0, 0),
    "setns": lambda: libc.setns(os.open("/proc/self/ns/user", os.O_RDONLY), 0),
    "setuid": lambda: libc.setuid(0),
    "keyctl": lambda: libc.syscall(250, 0, -3, 1),
    "bpf": lambda: libc.syscall(321, 0, 0, 0),
    "userfaultfd": lambda: libc.syscall(323, 0),
    "io_uring": lambda: libc.syscall(425, 8, 0),
}
for name, attempt in attempts.items():
    try:
        if attempt() >= 0:
            print("breached:", name)
    except OSError:
        pass
for program in ("/bin/su", "/usr/bin/sudo", "/usr/bin/newuidmap", "/usr/bin/passwd", "/bin/mount"):
    if os.path.exists(program) and os.system(f"{program} </dev/null >/dev/null 2>&1 -c id | grep -q uid=0") == 0:
        print("breached:", program)
PR_GET_NO_NEW_PRIVS = 39
if libc.prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1 or os.getuid() == 0:
    print("breached: rights can be gained")
print("tried")
