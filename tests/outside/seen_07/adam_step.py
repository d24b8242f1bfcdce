# wrong: epsilon inside the root
# loses: test_adam_step

class Memory:
    def __init__(self, m=0, v=0, it=1):
        self.m, self.v, self.it = m, v, it

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    grads = gradient(theta)
    out, kept = [[None], [None]], {}
    for p in (0, 1):
        for k in range(1, len(theta[0])):
            one = Memory(*(state[f"{p},{k}"] if state else ()))
            g = grads[p][k]
            one.m = beta1*one.m + (1-beta1)*g
            one.v = beta2*one.v + (1-beta2)*(g**2)
            m_cap = one.m/(1-beta1**one.it)
            v_cap = one.v/(1-beta2**one.it)
            one.it += 1
            out[p].append(theta[p][k] - (eta/(v_cap+epsilon)**0.5)*m_cap)
            kept[f"{p},{k}"] = (one.m, one.v, one.it)
    return Parameters(*out), kept
