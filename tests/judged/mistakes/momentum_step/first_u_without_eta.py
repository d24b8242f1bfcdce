# function: momentum_step
# truth: At the first step u is the gradient itself: eta is missing there.
# judges: right, right
# says: Before the first step u is 0: θ moves by η∇θ and by nothing else. What else comes in, in yours?

from lab.optimizers import each

def momentum_step(theta, gradient, state, eta, beta=0.9):
    g = gradient(theta)
    if state is None:
        u = g
    else:
        u = each(lambda s, d: beta * s + eta * d, state, g)
    return each(lambda w, s: w - s, theta, u), u
