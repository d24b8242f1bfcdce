# list comprehension
def one_hot(y, k):
    return np.array([[1.0 if label == c else 0.0 for label in y] for c in range(k)])
