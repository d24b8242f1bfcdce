# function: forward_propagation
# truth: relu is written in for the hidden layers; the activation g that was passed is never used.
# judges: right, right
# says: always relu, whatever g is given

def forward_propagation(theta, X, g, O):
    W, b = theta
    depth = len(W) - 1
    cache = [(X, None)]
    for k in range(1, depth):
        z = b[k] + W[k].dot(cache[-1][0])
        cache.append((relu(z), z))
    logits = b[depth] + W[depth].dot(cache[-1][0])
    h = [pair[0] for pair in cache]
    a = [pair[1] for pair in cache] + [logits]
    return h, a, O(logits)
