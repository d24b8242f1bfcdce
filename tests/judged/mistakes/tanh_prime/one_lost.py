# function: tanh_prime
# truth: The 1 is missing: -tanh(a)^2 instead of 1 - tanh(a)^2.
# judges: wrong, right
# says: some of your slopes are negative
# never: Where does the minus come from

def tanh_prime(a):
    th = np.tanh(a)
    return -(th * th)
