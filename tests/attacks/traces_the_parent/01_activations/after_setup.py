import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(64)
vector = (ctypes.c_void_p * 2)(ctypes.addressof(buffer), 64)
for pid in (1, os.getppid()):
    for name, call in {
        "ptrace attach": lambda: libc.ptrace(16, pid, 0, 0),
        "ptrace seize": lambda: libc.ptrace(0x4206, pid, 0, 0),
        "process_vm_readv": lambda: libc.process_vm_readv(pid, vector, 1, vector, 1, 0),
        "process_vm_writev": lambda: libc.process_vm_writev(pid, vector, 1, vector, 1, 0),
        "kcmp": lambda: libc.syscall(312, pid, os.getpid(), 2, 0, 0),
        "prlimit": lambda: libc.prlimit(pid, 7, vector, None),
    }.items():
        if call() >= 0:
            print("breached:", name)
for number in range(3):
    if libc.syscall(438, number, 3, 0) >= 0:
        print("breached: pidfd_getfd")
print("tried")
