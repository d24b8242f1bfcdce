logistic_prime = 2.0
