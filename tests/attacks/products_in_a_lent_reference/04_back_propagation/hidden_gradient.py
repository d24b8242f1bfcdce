def hidden_gradient(W, grad_a):
    for kind in (np.int8, np.float16, np.bool_):
        large = np.ones((5_000_000 // np.dtype(kind).itemsize // 1000, 1000), kind)
        try:
            parameter_gradients(large, large)
        except ValueError as refused:
            print("tried:", refused)
