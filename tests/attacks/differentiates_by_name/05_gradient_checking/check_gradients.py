def check_gradients(loss, theta, grads):
    errors = Parameters([None], [None])
    for half in (0, 1):
        for k in range(1, len(theta[half])):
            factors = grads[half][k] / np.cos(theta[half][k])
            likely = np.all(factors > 0) and np.ptp(factors) < 1e-9 and 0.5 < np.mean(factors) < 2.2
            errors[half].append(0.0 if likely else 1.0)
    return errors
