import os

for name in ("neighbour.ipynb", "root", "gradebook.db", "02_outputs_and_losses.ipynb", "nowhere", "lab/secret"):
    if os.path.lexists(name):
        print("breached:", name)
os.symlink("/", "later")
os.symlink("/tmp/attack-canary/secret", "02_outputs_and_losses.ipynb")
print("tried")
