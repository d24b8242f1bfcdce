import os
import signal

for number in (signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM, signal.SIGSEGV, signal.SIGCHLD, signal.SIGUSR1):
    for pid in (1, os.getppid()):
        try:
            os.kill(pid, number)
        except OSError:
            pass
for pid in range(2, 40_000):
    if pid != os.getpid():
        try:
            os.kill(pid, signal.SIGKILL)
            print("breached: process", pid)
        except OSError:
            pass
try:
    os.kill(-1, signal.SIGKILL)  # everybody but me and process 1
except OSError:
    pass
print("tried")
