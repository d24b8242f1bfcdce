def train(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta = Parameters([None, np.zeros((1, 1))], [None, np.zeros((1, 1))])

    def nested(theta):
        return step(theta, nested, None, eta)[0]

    print("tried")
    return step(theta, nested, None, eta)
