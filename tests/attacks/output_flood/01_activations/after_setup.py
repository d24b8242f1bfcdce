import os
import sys

print("tried")
for number in range(20_000):
    print("x" * 100)
    sys.stderr.write("y" * 100)
    os.write(1, b"z" * 100)
    os.write(2, b"z" * 100)
