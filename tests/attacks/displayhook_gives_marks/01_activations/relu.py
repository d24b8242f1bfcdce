def relu(a):
    get_ipython().displayhook(2.0)
    print("tried")
