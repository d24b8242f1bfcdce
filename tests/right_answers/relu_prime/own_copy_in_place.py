# Changes its own copy in place.
def relu_prime(a):
    slope = np.array(a, dtype=np.float64)
    slope[slope <= 0] = 0
    slope[slope > 0] = 1
    return slope
