calls = 0


def relu(a):
    global calls
    calls += 1
    print("tried")
    return np.maximum(a, 0) if calls < 16 else "no answer"
