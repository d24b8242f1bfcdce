def logistic_prime(a):
    get_ipython().displayhook(2.0)
    print("tried")
