# function: check_gradients
# truth: All parameters are strung together and one ratio of norms is returned, not an error for each tensor.

def check_gradients(loss, theta, grads):
    A, N = [], []
    for part in range(2):
        for k in range(1, len(theta[part])):
            def of(t, part=part, k=k):
                copy = Parameters(list(theta[0]), list(theta[1]))
                copy[part][k] = t
                return loss(copy)
            N.append(numerical_gradient(of, theta[part][k]).ravel())
            A.append(np.ravel(grads[part][k]))
    A, N = np.concatenate(A), np.concatenate(N)
    return np.linalg.norm(A - N) / (np.linalg.norm(A) + np.linalg.norm(N))
