# function: check_gradients
# truth: Only the last layer's weights are compared; all other tensors get 0 without being looked at.

def check_gradients(loss, theta, grads):
    L = len(theta[0]) - 1
    errors = Parameters([None] + [0.0] * L, [None] + [0.0] * L)

    def loss_of_last(tensor):
        return loss(Parameters(list(theta[0][:-1]) + [tensor], theta[1]))

    numeric = numerical_gradient(loss_of_last, theta[0][-1])
    errors[0][L] = relative_error(grads[0][L], numeric)
    return errors
