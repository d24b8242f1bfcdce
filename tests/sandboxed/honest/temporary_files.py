import tempfile

with tempfile.TemporaryDirectory() as d, tempfile.NamedTemporaryFile(dir=d):
    pass
