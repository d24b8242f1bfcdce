import os

for name in ("neighbour.ipynb", "root", "gradebook.db", "02_outputs_and_losses.ipynb", "nowhere", "lab/secret"):
    if os.path.lexists(name):
        print("breached:", name)
for target, name in (("/", "later"), ("/tmp/attack-canary/secret", "02_outputs_and_losses.ipynb")):
    try:
        os.symlink(target, name)
    except OSError:  # there may be no links at all
        pass
print("tried")
