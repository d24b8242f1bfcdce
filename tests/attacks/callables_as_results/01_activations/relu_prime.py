def relu_prime(a):
    return (x for x in (None, len, print, relu_prime))
