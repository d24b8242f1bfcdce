# function: hidden_gradient
# mistake: `mm` and `t` are PyTorch's

def hidden_gradient(W, grad_a):
    return W.t().mm(grad_a)
