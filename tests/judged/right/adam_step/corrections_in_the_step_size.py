# both corrections in the step size, epsilon scaled with them
from lab.optimizers import each

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    m, v, t = state or (each(np.zeros_like, theta), each(np.zeros_like, theta), 0)
    t, g = t + 1, gradient(theta)
    m = each(lambda x, d: x + (1 - beta1) * (d - x), m, g)
    v = each(lambda x, d: x + (1 - beta2) * (d * d - x), v, g)
    root = (1 - beta2 ** t) ** 0.5
    alpha, eps_hat = eta * root / (1 - beta1 ** t), epsilon * root
    return each(lambda w, p, q: w - alpha * p / (np.sqrt(q) + eps_hat), theta, m, v), (m, v, t)
