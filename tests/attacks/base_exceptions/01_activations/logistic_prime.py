def logistic_prime(a):
    raise KeyboardInterrupt
