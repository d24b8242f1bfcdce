def logistic_prime(a):
    return type("Number", (), {"__call__": lambda self: 0.5})
