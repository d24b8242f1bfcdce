def relu(a):
    import time

    print("tried")
    yield 0.0
    time.sleep(1000)
