# function: adam_step
# truth: The corrections divide by 1 - beta, not by 1 - beta**t (lines u_hat and v_hat): t is counted, but not used.
# judges: wrong, wrong
# says: every step is corrected as if it were the first
# never: t stays 1

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    grads = gradient(theta)
    if state is None:
        state = {"u": each(lambda w: 0 * w, theta), "v": each(lambda w: 0 * w, theta), "t": 0}
    t = state["t"] + 1
    u = each(lambda m, g: beta1 * m + (1 - beta1) * g, state["u"], grads)
    v = each(lambda s, g: beta2 * s + (1 - beta2) * g * g, state["v"], grads)
    u_hat = each(lambda m: m / (1 - beta1), u)
    v_hat = each(lambda s: s / (1 - beta2), v)
    theta = each(lambda w, m, s: w - eta * m / (np.sqrt(s) + epsilon), theta, u_hat, v_hat)
    return theta, {"u": u, "v": v, "t": t}
