"""Known mistakes in `back_propagation` (notebook 04)."""
# mypy: ignore-errors

from autograder.checks.mistakes import mistake
from autograder.checks.names import (
    Parameters,
    hidden_gradient,
    np,
    output_gradient,
    parameter_gradients,
    preactivation_gradient,
    tanh_prime,
)


@mistake(
    "back_propagation",
    effect="every gradient has the opposite sign",
    hint="Every gradient has the wrong sign, so it comes in before the loop.",
    general="ratio_minus_1",
    seen=21,
)
def back_propagation_sign(theta, h, a, y_hat, y, g_prime):
    W = theta[0]
    L = len(W) - 1
    grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
    delta = -output_gradient(y_hat, y)
    for k in range(L, 0, -1):
        grad_W[k], grad_b[k] = parameter_gradients(delta, h[k - 1])
        if k > 1:
            delta = preactivation_gradient(hidden_gradient(W[k], delta), a[k - 1], g_prime)
    return Parameters(grad_W, grad_b)


@mistake(
    "back_propagation",
    effect="g′ is missing: only the last layer is right",
    hint="The last layer is right and those below are not. What happens on the way from h to a?",
    general="no_g_prime",
    seen=24,
)
def back_propagation_without_g_prime(theta, h, a, y_hat, y, g_prime):
    W = theta[0]
    L = len(W) - 1
    grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
    delta = output_gradient(y_hat, y)
    for k in range(L, 0, -1):
        grad_W[k], grad_b[k] = parameter_gradients(delta, h[k - 1])
        if k > 1:
            delta = hidden_gradient(W[k], delta)
    return Parameters(grad_W, grad_b)


@mistake(
    "back_propagation",
    effect="g′ is taken at h instead of a",
    hint="At which of the two, a or h, does the lecture's last line evaluate g′?",
    general="g_prime_of_h",
    seen=23,
)
def back_propagation_g_prime_of_h(theta, h, a, y_hat, y, g_prime):
    W = theta[0]
    L = len(W) - 1
    grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
    delta = output_gradient(y_hat, y)
    for k in range(L, 0, -1):
        grad_W[k], grad_b[k] = parameter_gradients(delta, h[k - 1])
        if k > 1:
            delta = preactivation_gradient(hidden_gradient(W[k], delta), h[k - 1], g_prime)
    return Parameters(grad_W, grad_b)


@mistake(
    "back_propagation",
    effect="every hidden layer starts from the output's gradient",
    hint="With two layers you are right, with three not. From which gradient does layer k − 1 start?",
    seen=28,
)
def back_propagation_same_delta(theta, h, a, y_hat, y, g_prime):
    W = theta[0]
    L = len(W) - 1
    grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
    delta_L = output_gradient(y_hat, y)
    grad_W[L], grad_b[L] = parameter_gradients(delta_L, h[L - 1])
    for k in range(L - 1, 0, -1):
        grad_h = np.resize(hidden_gradient(W[L], delta_L), a[k].shape)
        grad_W[k], grad_b[k] = parameter_gradients(preactivation_gradient(grad_h, a[k], g_prime), h[k - 1])
    return Parameters(grad_W, grad_b)


@mistake(
    "back_propagation",
    effect="divided by m once more at every layer",
    hint="The further down, the smaller, by a factor m a layer. Where is the mean taken, and how often?",
    seen=18,
)
def back_propagation_divided_at_each_layer(theta, h, a, y_hat, y, g_prime):
    W = theta[0]
    L = len(W) - 1
    grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
    delta = output_gradient(y_hat, y)
    for k in range(L, 0, -1):
        grad_W[k], grad_b[k] = parameter_gradients(delta, h[k - 1])
        if k > 1:
            delta = preactivation_gradient(hidden_gradient(W[k], delta), a[k - 1], g_prime) / y_hat.shape[1]
    return Parameters(grad_W, grad_b)


@mistake(
    "back_propagation",
    effect="every gradient is divided by m twice",
    hint="The mean is taken in parameter_gradients. Where else?",
    general="ratio_1_over_m",
    seen=18,
)
def back_propagation_divided_at_the_output(theta, h, a, y_hat, y, g_prime):
    W = theta[0]
    L = len(W) - 1
    grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
    delta = output_gradient(y_hat, y) / y_hat.shape[1]
    for k in range(L, 0, -1):
        grad_W[k], grad_b[k] = parameter_gradients(delta, h[k - 1])
        if k > 1:
            delta = preactivation_gradient(hidden_gradient(W[k], delta), a[k - 1], g_prime)
    return Parameters(grad_W, grad_b)


@mistake(
    "back_propagation",
    effect="sums over the batch",
    hint="With twice the batch your gradients are twice as large. The loss is a mean.",
    general="ratio_m",
    seen=17,
)
def back_propagation_summed(theta, h, a, y_hat, y, g_prime):
    W = theta[0]
    L = len(W) - 1
    grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
    delta = output_gradient(y_hat, y)
    for k in range(L, 0, -1):
        grad_W[k], grad_b[k] = delta @ h[k - 1].T, delta.sum(axis=1, keepdims=True)
        if k > 1:
            delta = preactivation_gradient(hidden_gradient(W[k], delta), a[k - 1], g_prime)
    return Parameters(grad_W, grad_b)


@mistake(
    "back_propagation",
    effect="gradients below the last layer are 0",
    hint="Only the last layer would learn. What becomes of the others' gradients?",
    general="all_zero",
    seen=27,
)
def back_propagation_last_layer_only(theta, h, a, y_hat, y, g_prime):
    W = theta[0]
    L = len(W) - 1
    grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
    delta = output_gradient(y_hat, y)
    for k in range(L, 0, -1):
        grad_W[k], grad_b[k] = parameter_gradients(delta, h[k - 1])
        if k < L:
            grad_W[k], grad_b[k] = 0 * grad_W[k], 0 * grad_b[k]
        if k > 1:
            delta = preactivation_gradient(hidden_gradient(W[k], delta), a[k - 1], g_prime)
    return Parameters(grad_W, grad_b)


@mistake(
    "back_propagation",
    effect="every gradient one index too low",
    hint="grad_W[k] should belong to W_k. What stands at index 0?",
    general="index_0",
    seen=27,
)
def back_propagation_shifted(theta, h, a, y_hat, y, g_prime):
    W = theta[0]
    L = len(W) - 1
    grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
    delta = output_gradient(y_hat, y)
    for k in range(L, 0, -1):
        grad_W[k], grad_b[k] = parameter_gradients(delta, h[k - 1])
        if k > 1:
            delta = preactivation_gradient(hidden_gradient(W[k], delta), a[k - 1], g_prime)
    return Parameters(grad_W[1:] + [None], grad_b[1:] + [None])


@mistake(
    "back_propagation",
    effect="∇_{a_k} a_{k−1}ᵀ instead of ∇_{a_k} h_{k−1}ᵀ",
    hint="W_k is multiplied by the layer below it. By its a, or by its h?",
    seen=12,
)
def back_propagation_of_preactivations(theta, h, a, y_hat, y, g_prime):
    W = theta[0]
    L = len(W) - 1
    grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
    delta = output_gradient(y_hat, y)
    for k in range(L, 0, -1):
        grad_W[k], grad_b[k] = parameter_gradients(delta, a[k - 1] if k > 1 else h[0])
        if k > 1:
            delta = preactivation_gradient(hidden_gradient(W[k], delta), a[k - 1], g_prime)
    return Parameters(grad_W, grad_b)


@mistake(
    "back_propagation",
    effect="the layers come in the order in which they were found",
    hint="You work from L down to 1. In which order do you return them?",
    general="reversed",
    seen=27,
)
def back_propagation_reversed(theta, h, a, y_hat, y, g_prime):
    W = theta[0]
    L = len(W) - 1
    grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
    delta = output_gradient(y_hat, y)
    for k in range(L, 0, -1):
        grad_W[k], grad_b[k] = parameter_gradients(delta, h[k - 1])
        if k > 1:
            delta = preactivation_gradient(hidden_gradient(W[k], delta), a[k - 1], g_prime)
    return Parameters([None] + grad_W[:0:-1], [None] + grad_b[:0:-1])


@mistake(
    "back_propagation",
    effect="always tanh′, whatever g′ is given",
    hint="With another g′ nothing changes. Which function do you call in the loop?",
    seen=36,
)
def back_propagation_always_tanh(theta, h, a, y_hat, y, g_prime):
    W = theta[0]
    L = len(W) - 1
    grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
    delta = output_gradient(y_hat, y)
    for k in range(L, 0, -1):
        grad_W[k], grad_b[k] = parameter_gradients(delta, h[k - 1])
        if k > 1:
            delta = preactivation_gradient(hidden_gradient(W[k], delta), a[k - 1], tanh_prime)
    return Parameters(grad_W, grad_b)


@mistake(
    "back_propagation",
    effect="layer 1 gets no gradient",
    hint="How often does your loop run for L layers, and what is k the last time?",
    general="none_returned",
    seen=27,
)
def back_propagation_stops_early(theta, h, a, y_hat, y, g_prime):
    W = theta[0]
    L = len(W) - 1
    grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
    delta = output_gradient(y_hat, y)
    for k in range(L, 1, -1):
        grad_W[k], grad_b[k] = parameter_gradients(delta, h[k - 1])
        if k > 1:
            delta = preactivation_gradient(hidden_gradient(W[k], delta), a[k - 1], g_prime)
    return Parameters(grad_W, grad_b)


@mistake(
    "back_propagation",
    effect="every grad_b is 0",
    hint="Your biases will never learn. What does parameter_gradients return besides grad_W?",
    general="all_zero",
    seen=33,
)
def back_propagation_without_biases(theta, h, a, y_hat, y, g_prime):
    W = theta[0]
    L = len(W) - 1
    grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
    delta = output_gradient(y_hat, y)
    for k in range(L, 0, -1):
        grad_W[k], grad_b[k] = parameter_gradients(delta, h[k - 1])
        grad_b[k] = np.zeros_like(grad_b[k])
        if k > 1:
            delta = preactivation_gradient(hidden_gradient(W[k], delta), a[k - 1], g_prime)
    return Parameters(grad_W, grad_b)


@mistake(
    "back_propagation",
    effect="right values, but the caller's ŷ is overwritten",
    hint="Right numbers, and the caller's ŷ is gone. Two names can stand for one array.",
    general="changed_input",
    seen=13,
)
def back_propagation_overwrites_y_hat(theta, h, a, y_hat, y, g_prime):
    W = theta[0]
    L = len(W) - 1
    grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
    delta = y_hat
    delta[y, np.arange(len(y))] -= 1
    for k in range(L, 0, -1):
        grad_W[k], grad_b[k] = parameter_gradients(delta, h[k - 1])
        if k > 1:
            delta = preactivation_gradient(hidden_gradient(W[k], delta), a[k - 1], g_prime)
    return Parameters(grad_W, grad_b)


@mistake(
    "back_propagation",
    effect="right values, but the caller's a is overwritten",
    hint="Call your function twice with the same arguments: the second answer differs. What has changed?",
    general="changed_input",
    seen=26,
)
def back_propagation_overwrites_a(theta, h, a, y_hat, y, g_prime):
    W = theta[0]
    L = len(W) - 1
    grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
    delta = output_gradient(y_hat, y)
    for k in range(L, 0, -1):
        grad_W[k], grad_b[k] = parameter_gradients(delta, h[k - 1])
        if k > 1:
            a[k - 1][...] = g_prime(a[k - 1])
            delta = hidden_gradient(W[k], delta) * a[k - 1]
    return Parameters(grad_W, grad_b)


@mistake(
    "back_propagation",
    effect="g′ at the output too",
    hint="ŷ − e(y) is already the gradient with respect to a_L. What do you multiply it by?",
    seen=8,
)
def back_propagation_g_prime_at_the_output(theta, h, a, y_hat, y, g_prime):
    W = theta[0]
    L = len(W) - 1
    grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
    delta = preactivation_gradient(output_gradient(y_hat, y), a[-1], g_prime)
    for k in range(L, 0, -1):
        grad_W[k], grad_b[k] = parameter_gradients(delta, h[k - 1])
        if k > 1:
            delta = preactivation_gradient(hidden_gradient(W[k], delta), a[k - 1], g_prime)
    return Parameters(grad_W, grad_b)


@mistake(
    "back_propagation",
    effect="written out for exactly two layers",
    hint="Your code names layer 1 and layer 2. What of a network with three?",
    general="raised",
    seen=28,
)
def back_propagation_of_two_layers(theta, h, a, y_hat, y, g_prime):
    W = theta[0]
    delta_2 = output_gradient(y_hat, y)
    grad_W_2, grad_b_2 = parameter_gradients(delta_2, h[1])
    delta_1 = preactivation_gradient(hidden_gradient(W[2], delta_2), a[1], g_prime)
    grad_W_1, grad_b_1 = parameter_gradients(delta_1, h[0])
    return Parameters([None, grad_W_1, grad_W_2], [None, grad_b_1, grad_b_2])


@mistake(
    "back_propagation",
    effect="adds to the gradients of the last call",
    hint="Call your function twice with the same arguments: the second answer is twice the first. What is kept?",
    general="not_repeatable",
    seen=43,
)
def back_propagation_adds_up(theta, h, a, y_hat, y, g_prime, kept={}):
    W = theta[0]
    L = len(W) - 1
    grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
    delta = output_gradient(y_hat, y)
    for k in range(L, 0, -1):
        grad_W[k], grad_b[k] = parameter_gradients(delta, h[k - 1])
        if k > 1:
            delta = preactivation_gradient(hidden_gradient(W[k], delta), a[k - 1], g_prime)
    previous = kept
    key = tuple(w.shape for w in W[1:])
    if key in previous:
        grad_W = [None] + [new + old for new, old in zip(grad_W[1:], previous[key], strict=True)]
    previous[key] = grad_W[1:]
    return Parameters(grad_W, grad_b)


@mistake(
    "back_propagation",
    effect="goes down through weights that have already moved",
    hint="Through which weights does the gradient pass: those of the forward pass, or new ones?",
    seen=44,
)
def back_propagation_delta_after_update(theta, h, a, y_hat, y, g_prime):
    W = theta[0]
    L = len(W) - 1
    grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
    delta = output_gradient(y_hat, y)
    for k in range(L, 0, -1):
        grad_W[k], grad_b[k] = parameter_gradients(delta, h[k - 1])
        W = [w if w is None else w.copy() for w in W]
        W[k] -= grad_W[k]
        if k > 1:
            delta = preactivation_gradient(hidden_gradient(W[k], delta), a[k - 1], g_prime)
    return Parameters(grad_W, grad_b)
