import zipfile

from tests.damage import NOTEBOOK


def damage(folder):
    with zipfile.ZipFile(folder / "packed", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write(folder / NOTEBOOK, NOTEBOOK)
    (folder / "packed").replace(folder / NOTEBOOK)
