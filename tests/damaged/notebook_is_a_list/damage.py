import json

from tests.damage import NOTEBOOK


def damage(folder):
    path = folder / NOTEBOOK
    path.write_text(json.dumps(json.loads(path.read_bytes())["cells"]), encoding="utf-8")
