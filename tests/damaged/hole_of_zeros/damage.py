from tests.damage import NOTEBOOK, rewrite


def damage(folder):
    def hole(data):
        at = data.index(b"def logistic_prime(")
        return data[:at] + bytes(512) + data[at + 512 :]

    rewrite(folder / NOTEBOOK, hole)
