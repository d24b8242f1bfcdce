# function: gradient_descent
# truth: (1) The forward pass uses relu, not the g that was passed; (2) the backward pass uses relu_prime, not the g_prime that was passed.
# judges: right, right
# marked it says: two things at once: always relu, whatever g is given; and always relu's slope, whatever g′ is given
# in the notebook it says: another g and g_prime make no difference

def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    parameters = initialize_parameters(sizes, np.random.default_rng() if rng is None else rng)
    costs = []
    for i in range(max_iterations):
        h, a, AL = forward_propagation(parameters, X, relu, softmax)
        costs.append(cross_entropy(AL, y))
        grads = back_propagation(parameters, h, a, AL, y, relu_prime)
        parameters = update_parameters(parameters, grads, eta)
    return parameters, costs
