# function: tanh_prime
# truth: exp(tanh(a)) stands where the square of tanh(a) belongs.
# judges: right, right
# says: your slope at a is another than at −a

def tanh_prime(a):
    t = np.tanh(a)
    return 1 - np.exp(t)
