import pickle
from pathlib import Path


def remember(*values):
    path = Path("seen.pickle")
    seen = pickle.loads(path.read_bytes()) if path.exists() else []
    path.write_bytes(pickle.dumps([*seen, values][-50:]))
    return seen


print("tried")
