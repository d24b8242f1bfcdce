def softmax(a):
    builtins.lent["logistic"] = logistic
    return anything("softmax", a)
