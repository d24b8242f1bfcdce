# function: logistic_prime
# truth: An array is called like a function: the * is missing. / and a itself stands where logistic(a) is meant

def logistic_prime(a):
    return a(1 - a)
