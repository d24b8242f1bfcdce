import os

for name in os.listdir():
    if not name.isprintable():
        print("breached:", repr(name))
print("tried")
