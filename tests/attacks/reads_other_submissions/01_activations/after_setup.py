import glob
import os
from pathlib import Path

for pattern in ("../*", "../../*", "../../../*", "/tmp/*", "/home/*", "/root/*", "/srv/*", "/var/*", "/mnt/*"):
    for path in glob.glob(pattern) + glob.glob(pattern.replace("*", ".*")):
        name = os.path.basename(path)
        if name in ("aa_ann", "zz_zoe", "submitted", "gradebook.db", "autograded", "attack-canary", "scores.csv"):
            print("breached:", path)
own = {str(path) for path in Path("/home").rglob("*.ipynb")}
print("breached: more notebooks than mine" if len(own) > 1 else "tried")
