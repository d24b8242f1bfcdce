def output_gradient(y_hat, y):
    from lab.suspects import lineup

    print("tried")
    return lineup["ash"](Parameters([None], [None]), [None], [None], y_hat, y, np.ones_like).b[-1]
