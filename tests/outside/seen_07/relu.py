# wrong: overwrites its argument (val = x is no copy)
# loses: test_relu

def relu(a):
    v = a
    v[v<0] = 0
    return v
