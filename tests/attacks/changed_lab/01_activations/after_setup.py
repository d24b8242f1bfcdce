import os

if os.path.exists("lab/check/evil.py"):
    print("breached: lab is mine")
print("tried", Parameters([None], [None]))
