# logs one at a time
import math

def cross_entropy(y_hat, y):
    return math.fsum(-math.log(column[label]) for column, label in zip(y_hat.T, y)) / len(y)
