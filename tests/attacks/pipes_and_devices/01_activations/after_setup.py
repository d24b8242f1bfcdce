import os
import stat

odd = [name for name in os.listdir() if not stat.S_ISREG(os.lstat(name).st_mode) and name != "lab"]
print("breached:" if odd else "tried", *odd)
