def relu_prime(a):
    return ({1: cyclic},)
