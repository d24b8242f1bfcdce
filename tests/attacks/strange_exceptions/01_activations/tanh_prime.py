def tanh_prime(a):
    error = ValueError("x" * 10_000_000)
    error.__cause__ = error.__context__ = error
    raise error
