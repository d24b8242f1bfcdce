# right

def train(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta, memory, curve = initialize_parameters(sizes, rng), None, []
    for epoch in range(epochs):
        for part_X, part_y in minibatches(X, y, batch_size, rng):
            noted = {}

            def slope(point, part_X=part_X, part_y=part_y, noted=noted):
                cache = forward_propagation(point, part_X, relu, softmax)
                noted["loss"] = cross_entropy(cache[2], part_y)
                return back_propagation(point, *cache, part_y, relu_prime)

            theta, memory = step(theta, slope, memory, eta)
            curve.append(noted["loss"])
    return theta, curve
