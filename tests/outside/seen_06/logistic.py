# wrong: 10*3 for 10**3 above, and -1000 below still overflows
# loses: test_logistic_stable

def logistic(a):
    a = np.clip(a, a_min=-10**3, a_max=10*3)
    return (1/(1 + np.exp(-a)))
