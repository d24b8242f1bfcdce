# function: forward_propagation
# truth: a begins with a_1 at index 0: the None that keeps the lecture's indices is missing.
# judges: right, right
# says: a should have 4 parts, and has 3; a_1 at index 0

def forward_propagation(theta, X, g, O):
    pre, post = [], [X]
    *hidden, out = list(zip(theta[0], theta[1]))[1:]
    for W, b in hidden:
        pre.append(W @ post[-1] + b)
        post.append(g(pre[-1]))
    W, b = out
    pre.append(W @ post[-1] + b)
    return post, pre, O(pre[-1])
