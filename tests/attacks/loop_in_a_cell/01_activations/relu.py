def relu(a):
    return np.maximum(a, 0)


while True:
    try:
        input()
    except BaseException:
        pass
