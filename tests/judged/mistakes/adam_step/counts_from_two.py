# function: adam_step
# truth: t begins at 1 and is raised before it is used, so the first step has t = 2.
# judges: right, right
# says: t is one too large

from lab.optimizers import each

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    config = dict(state) if state else {}
    config.setdefault("m", each(np.zeros_like, theta))
    config.setdefault("v", each(np.zeros_like, theta))
    config.setdefault("t", 1)
    dx = gradient(theta)
    config["t"] += 1
    config["m"] = each(lambda m, g: beta1 * m + (1 - beta1) * g, config["m"], dx)
    config["v"] = each(lambda v, g: beta2 * v + (1 - beta2) * g ** 2, config["v"], dx)
    mb, vb = 1 - beta1 ** config["t"], 1 - beta2 ** config["t"]
    step = each(lambda m, v: eta * (m / mb) / (np.sqrt(v / vb) + epsilon), config["m"], config["v"])
    return each(np.subtract, theta, step), config
