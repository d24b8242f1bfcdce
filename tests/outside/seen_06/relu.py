# wrong: overwrites its argument
# loses: test_relu

def relu(a):
    a[a<0] = 0
    return a
