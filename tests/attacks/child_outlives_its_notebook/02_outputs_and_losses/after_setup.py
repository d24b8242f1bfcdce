import os
import time

before = open("alive").read() if os.path.exists("alive") else ""
time.sleep(0.3)
if before and open("alive").read() != before:
    print("breached: a process of notebook 01 is alive")
try:
    others = len([name for name in os.listdir("/proc") if name.isdecimal()]) - 2
except PermissionError:
    others = 0
if others > 0:
    print("breached: there are other processes")
