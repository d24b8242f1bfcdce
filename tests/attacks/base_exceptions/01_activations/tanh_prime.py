def tanh_prime(a):
    raise GeneratorExit
