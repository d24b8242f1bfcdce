def check_gradients(loss, theta, grads):
    raise StopAsyncIteration
