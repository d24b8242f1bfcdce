import fcntl
from pathlib import Path

with Path("lock").open("w") as file:
    fcntl.lockf(file, fcntl.LOCK_EX)
