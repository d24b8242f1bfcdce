# wrong: written out for exactly three layers
# loses: test_forward_propagation_general

def layer(X, W, b, f):
    ones = []
    for i in range(0, X.shape[1]):
        ones.append(1)
    A = np.dot(W, X) + np.outer(b, np.array(ones))
    return A, f(A)

def forward_propagation(theta, X, g, O):
    A1, S1 = layer(X, theta.W[1], theta.b[1], g)
    A2, S2 = layer(S1, theta.W[2], theta.b[2], g)
    A3, S3 = layer(S2, theta.W[3], theta.b[3], O)
    return [X, S1, S2], [None, A1, A2, A3], S3
