# right
# unsure: fails for an array of no dimensions only

def relu_prime(a):
    slope = 0.0 * a
    slope[a > 0] = 1
    return slope
