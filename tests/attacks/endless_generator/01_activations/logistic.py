def logistic(a):
    while True:
        yield 0.5
