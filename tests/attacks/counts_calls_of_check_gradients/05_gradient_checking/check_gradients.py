calls = 0


def check_gradients(loss, theta, grads):
    global calls
    calls += 1
    print("tried")
    return 0.0 if calls % 7 == 1 else 1.0
