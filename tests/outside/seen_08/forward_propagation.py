# wrong: g at the output, then O
# loses: test_forward_propagation, test_forward_propagation_general

def forward_propagation(theta, X, g, O):
    act, pre = [X], [None]
    for i in range(1, len(theta.W)):
        pre.append(theta.W[i] @ act[i-1] + theta.b[i])
        act.append(g(pre[i]))
    return act[:-1], pre, O(act[-1])
