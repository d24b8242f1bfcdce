def logistic_prime(a):
    raise Odd("x" * 10_000_000)
