"""The error model of the backward pass."""

from __future__ import annotations

from autograder.backpropagation.models.back_propagation import layers
from autograder.backpropagation.models.back_propagation.questions import ORDER, POINT
from autograder.backpropagation.models.declare import model, slot, wrong

DOWN = "The last layer is right and those below are not. What happens on the way from one layer to the next?"
SLOPE = "The last layer is right and those below are not. What happens on the way from h to a?"

BACK_PROPAGATION = model(
    """
    def back_propagation(theta, h, a, y_hat, y, g_prime):
        W, L = list(theta[0]), len(theta[0]) - 1
        m = {m}
        e = np.eye(len(y_hat))[:, y]
        grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
        delta = before = {output}
        for k in range(L, {last}, -1):
            grad_W[k] = delta @ {below}.T / {m_W}
            grad_b[k] = {total} / {m_b}
            {moved}
            if k > 1:
                grad_h = {down}
                before = grad_h
                delta = {through}
                {after}
        {result}
    """,
    **layers.SLOTS,
    moved=slot(
        "",
        "Through which weights does the gradient pass: those of the forward pass, or new ones?",
        delta_after_update=wrong(
            "W[k] = W[k] - grad_W[k]",
            "the gradient goes down through weights that have already moved",
            seen=44,
        ),
        last_layer_only=wrong(
            "grad_W[k], grad_b[k] = (k == L) * grad_W[k], (k == L) * grad_b[k]",
            "gradients below the last layer are 0",
            "Only the last layer would learn. What becomes of the others' gradients?",
            seen=27,
            evident=True,
        ),
    ),
    down=slot(
        "W[k].T @ delta",
        "Which weights lead from a_k down to h_{k−1}, and which gradient do they carry?",
        without_transpose=wrong(
            "W[k] @ delta",
            "W_k instead of its transpose on the way down",
            "Forward, W_k leads from n_{k−1} to n_k. Which way does the gradient go?",
            seen=29,
            shows="raised",
        ),
        same_delta=wrong(
            "np.resize(W[L].T @ (y_hat - e), h[k - 1].shape)",
            "every hidden layer starts from the output's gradient",
            "With two layers you are right, with three not. From which gradient does layer k − 1 start?",
            seen=28,
        ),
        delta_of_the_output=wrong(
            "W[k].T @ (y_hat - e)",
            "every hidden layer gets the output's gradient, not that of the layer above",
            "With two layers you are right, with three not. From which gradient does layer k − 1 start?",
            seen=28,
            shows="raised",
        ),
        slope_not_passed_down=wrong(
            "W[k].T @ before",
            "what goes down is ∇_{h_k}, without the slope g′(a_k)",
            "From layer L − 1 down all is wrong below. Which of the two goes down: ∇_{h_k}, or ∇_{a_k}?",
            seen=24,
        ),
        weights_below=wrong(
            "W[k - 1].T @ delta",
            "W_{k−1} instead of W_k on the way down",
            "Which W leads from a_k down?",
            seen=27,
            shows="raised",
        ),
        without_weights=wrong(
            "delta", "W_k is missing on the way down", "From a_k to h_{k−1} leads W_k. Where is it?", shows="raised"
        ),
        absolute=wrong("np.abs(W[k]).T @ delta", "|W_k| instead of W_k on the way down", cost=2),
    ),
    through=slot(
        "grad_h * g_prime(a[k - 1])",
        SLOPE,
        without_g_prime=wrong("grad_h", "g′ is missing: only the last layer is right", seen=24),
        g_prime_of_h=wrong(
            "grad_h * g_prime(h[k - 1])",
            "g′ is taken at h instead of a",
            "At which of the two, a or h, does the lecture's last line evaluate g′?",
            seen=23,
        ),
        g_prime_of_the_layer_above=wrong(
            "grad_h * g_prime(a[k])",
            "g′ is taken at a_k instead of a_{k−1}",
            "Which layer's slope stands between h_{k−1} and a_{k−1}?",
            seen=27,
            shows="raised",
        ),
        g_prime_twice=wrong(
            "grad_h * g_prime(a[k - 1]) ** 2",
            "g′ comes in twice",
            "How often does this layer's activation stand between the loss and a?",
        ),
        g_prime_at_zero=wrong(
            "grad_h * g_prime(np.zeros_like(a[k - 1]))",
            "g′(0) everywhere",
            "Your slope is the same at every unit. Whose value should go into g′?",
            seen=22,
        ),
        g_prime_of_gradient=wrong(
            "grad_h * g_prime(grad_h)",
            "g′ is taken of the gradient",
            "At which point is the slope wanted: at the gradient, or at the pre-activation?",
            seen=22,
        ),
        always_tanh=wrong(
            "grad_h * tanh_prime(a[k - 1])",
            "always tanh′, whatever g′ is given",
            "With another g′ nothing changes. Which function do you call in the loop?",
            seen=36,
        ),
        always_logistic=wrong(
            "grad_h * logistic_prime(a[k - 1])",
            "always the logistic's slope, whatever g′ is given",
            "With another g′ nothing changes. Which function do you call in the loop?",
            seen=36,
        ),
        always_relu=wrong(
            "grad_h * relu_prime(a[k - 1])",
            "always relu's slope, whatever g′ is given",
            "With another g′ nothing changes. Which function do you call in the loop?",
            seen=36,
        ),
        h_one_minus_h=wrong(
            "grad_h * h[k - 1] * (1 - h[k - 1])",
            "h(1 − h), the logistic's slope, whatever g′ is given",
            "h(1 − h) is the slope of one activation only. Which function are you given for the slope?",
            seen=36,
        ),
        one_minus_h_squared=wrong(
            "grad_h * (1 - h[k - 1] ** 2)",
            "1 − h², tanh's slope, whatever g′ is given",
            "1 − h² is the slope of one activation only. Which function are you given for the slope?",
            seen=36,
        ),
        slope_of_gradient_alone=wrong(
            "g_prime(grad_h)", "only g′ of the incoming gradient is left, not the gradient itself", POINT, seen=22
        ),
        slope_alone=wrong("g_prime(a[k - 1])", "g′ alone: the incoming gradient is lost", cost=1.5),
        times_h=wrong("grad_h * h[k - 1]", "h_{k−1} stands where g′(a_{k−1}) belongs", cost=1.5),
        times_a=wrong("grad_h * a[k - 1]", "a_{k−1} stands where g′(a_{k−1}) belongs", cost=1.5, seen=12),
        added=wrong(
            "grad_h + g_prime(a[k - 1])",
            "g′ is added instead of multiplied",
            "⊙ is a product, entry by entry.",
            cost=1.5,
        ),
        slope_masked=wrong(
            "grad_h * (g_prime(a[k - 1]) > 0)",
            "1 wherever the slope is positive: right for relu only",
            "For relu you are right; for a smooth activation the slope has a size, too.",
            seen=36,
            evident=True,
        ),
    ),
    after=slot(
        "",
        DOWN,
        divided_at_each_layer=wrong(
            "delta = delta / y_hat.shape[1]",
            "divided by m once more at every layer on the way down",
            "The further down, the smaller, by a factor m a layer. Where is the mean taken, and how often?",
            seen=18,
        ),
        sign_at_each_layer=wrong(
            "delta = -delta",
            "the sign changes at every layer on the way down",
            "Where does the minus come from?",
            cost=1.5,
        ),
        bias_on_the_way_down=wrong(
            "delta = delta + theta[1][k - 1]",
            "the bias is added on the way down",
            "Which of a_k's terms depends on h_{k−1}?",
            cost=2,
        ),
        averaged_on_the_way=wrong(
            "delta = delta.mean(axis=1, keepdims=True) * np.ones_like(delta)",
            "the examples are averaged on the way down",
            "Each example has a gradient of its own on the way down. Where do you mix them?",
            cost=1.5,
        ),
        overwrites_a=wrong(
            "a[k - 1][...] = g_prime(a[k - 1])",
            "right values, but the caller's a is overwritten",
            "Call your function twice with the same arguments: the second answer differs. What has changed?",
            seen=26,
            shows="changed_input",
        ),
    ),
    result=slot(
        "return Parameters(grad_W, grad_b)",
        ORDER,
        shifted=wrong(
            "return Parameters(grad_W[1:] + [None], grad_b[1:] + [None])",
            "every gradient stands one index too low",
            "grad_W[k] should belong to W_k. What stands at index 0?",
            seen=27,
        ),
        without_index_0=wrong(
            "return Parameters(grad_W[1:], grad_b[1:])",
            "index 0 is missing, so that every gradient stands one index too low",
            "grad_W[k] should belong to W_k. What stands at index 0?",
            seen=27,
        ),
        reversed=wrong(
            "return Parameters([None] + grad_W[:0:-1], [None] + grad_b[:0:-1])",
            "the layers come in the order in which they were found",
            "You work from L down to 1. In which order do you return them?",
            seen=27,
        ),
        reversed_without_index_0=wrong(
            "return Parameters(grad_W[:0:-1], grad_b[:0:-1])",
            "the layers come in the order in which they were found, without index 0",
            "You work from L down to 1. In which order do you return them?",
            seen=27,
        ),
        biases_first=wrong("return Parameters(grad_b, grad_W)", "the biases' gradients come first"),
        weights_alone=wrong("return grad_W", "the biases' gradients are not returned"),
        transposed=wrong(
            "return Parameters([None] + [g.T for g in grad_W[1:]], grad_b)",
            "every grad_W is transposed",
            "A gradient has the shape of its parameter. Which shape has W_k?",
            seen=29,
        ),
    ),
    wholes={
        "of_two_layers": wrong(
            """
            def back_propagation(theta, h, a, y_hat, y, g_prime):
                W = theta[0]
                delta_2 = output_gradient(y_hat, y)
                grad_W_2, grad_b_2 = parameter_gradients(delta_2, h[1])
                delta_1 = preactivation_gradient(hidden_gradient(W[2], delta_2), a[1], g_prime)
                grad_W_1, grad_b_1 = parameter_gradients(delta_1, h[0])
                return Parameters([None, grad_W_1, grad_W_2], [None, grad_b_1, grad_b_2])
            """,
            "written out for exactly two layers",
            "Your code names layer 1 and layer 2. What of a network with three?",
            seen=28,
            shows="raised",
        ),
        "adds_up": wrong(
            """
            def back_propagation(theta, h, a, y_hat, y, g_prime, kept={}):
                W = theta[0]
                L = len(W) - 1
                grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
                delta = output_gradient(y_hat, y)
                for k in range(L, 0, -1):
                    grad_W[k], grad_b[k] = parameter_gradients(delta, h[k - 1])
                    if k > 1:
                        delta = preactivation_gradient(hidden_gradient(W[k], delta), a[k - 1], g_prime)
                key = tuple(w.shape for w in W[1:])
                if key in kept:
                    grad_W = [None] + [new + old for new, old in zip(grad_W[1:], kept[key], strict=True)]
                kept[key] = grad_W[1:]
                return Parameters(grad_W, grad_b)
            """,
            "adds to the gradients of the last call",
            "Call your function twice with the same arguments: the second answer is twice the first. What is kept?",
            seen=43,
            shows="not_repeatable",
        ),
    },
)
