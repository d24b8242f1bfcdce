# function: initialize_parameters
# truth: (1) W[k] has the shape (n_{k-1}, n_k), the transpose of what is asked; (2) b[k] is flat, (n_k,), not a column.
# judges: right, right
# says: W[1] should have shape (4, 6), and has (6, 4)

def initialize_parameters(sizes, rng):
    W, b = [None], [None]
    for n_in, n_out in zip(sizes[:-1], sizes[1:]):
        W.append(rng.standard_normal((n_in, n_out)) / np.sqrt(n_in))
        b.append(np.zeros(n_out))
    return Parameters(W, b)
