from tests.damage import NOTEBOOK, rewrite


def damage(folder):
    def conflict(data):
        begin = data.index(b"  {\n", data.index(b"def tanh_prime"))
        return data[:begin] + b"<<<<<<< HEAD\n" + data[begin:] + b">>>>>>> partner\n"

    rewrite(folder / NOTEBOOK, conflict)
