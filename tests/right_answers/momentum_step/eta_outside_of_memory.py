# Remembers u/η instead of u: the same steps while η stays the same.
def momentum_step(theta, gradient, state, eta, beta=0.9):
    grads = gradient(theta)
    parts, kept = [], []
    for p in range(2):
        old = state[p] if state is not None else [None] + [np.zeros_like(w) for w in theta[p][1:]]
        v = [None] + [beta * o + g for o, g in zip(old[1:], grads[p][1:])]
        kept.append(v)
        parts.append([None] + [w - eta * u for w, u in zip(theta[p][1:], v[1:])])
    return (parts[0], parts[1]), kept
