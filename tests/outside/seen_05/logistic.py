# wrong: exact 0 and 1 are replaced by 1e-4 and 1 - 1e-4; and exp overflows
# loses: test_logistic_stable
# unsure (test_logistic): depends on whether an entry beyond ±37 is among the values

def logistic(a):
    s = 1/(1 + (np.exp(-a)))
    s[s == 0] = 1e-4
    s[s == 1] = 1 - 1e-4
    return s
