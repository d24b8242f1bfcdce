"""The error model of the forward pass."""

from __future__ import annotations

from autograder.backpropagation.models.declare import model, slot, wrong
from autograder.backpropagation.models.forward_propagation.questions import UPRIGHT

RUNS = "How often does your loop run, and which layer comes after it?"

FORWARD_PROPAGATION = model(
    """
    def forward_propagation(theta, X, g, O):
        W, b = theta
        L = {layers}
        h, a = [X], [None]
        for k in range(1, L + 1):
            a.append({bias} + {product})
            if k < L:
                {activate}
        y_hat = {output}
        {result}
    """,
    layers=slot(
        "len(W) - 1",
        RUNS,
        stops_early=wrong("len(W) - 2", "the last layer is left out", RUNS),
        only_the_first=wrong(
            "1", "only the first layer", "How often does your loop run? Look at where `return` stands."
        ),
    ),
    bias=slot(
        "b[k]",
        "Set W to 0: what should a_k be then?",
        without_bias=wrong("np.zeros_like(b[k])", "no bias", "Set W to 0: what should a_k be then?"),
        adds_bias_twice=wrong("2 * b[k]", "the bias counts twice", "Set W to 0: a_k should be b_k. Yours is larger."),
        subtracts_bias=wrong("-b[k]", "the bias is subtracted", "Set W to 0: what should a_k be then?"),
        without_bias_at_the_output=wrong(
            "(b[k] if k < L else np.zeros_like(b[k]))",
            "the last layer has no bias",
            "Set the last W to 0: what should a_L be then?",
        ),
        without_hidden_biases=wrong(
            "(b[k] if k == L else np.zeros_like(b[k]))",
            "only the last layer has a bias",
            "Set W to 0: what should a_k be then?",
            cost=1.5,
        ),
        first_bias=wrong("b[1]", "b_1 in every layer", "Which layer's bias is added?", seen=27, shows="raised"),
        first_entry_of_bias=wrong("b[k][0]", "one bias for all units of a layer", cost=1.5),
        bias_by_example=wrong(
            "np.resize(b[k], (1, X.shape[1]))", "the bias runs along the examples", UPRIGHT, seen=3, cost=1.5
        ),
        flat_bias=wrong("b[k].ravel()", "b_k is added along the wrong axis", UPRIGHT, seen=3, shows="raised"),
    ),
    product=slot(
        "W[k] @ h[k - 1]",
        "What does layer k read, and how is it multiplied?",
        reads_x_in_every_layer=wrong(
            "W[k] @ X",
            "every layer reads X",
            "Layer 2 reads the layer below it. What does yours read?",
            seen=2,
            shows="raised",
        ),
        reads_preactivations=wrong(
            "W[k] @ (a[k - 1] if k > 1 else X)",
            "every layer reads the a below it, not the h",
            "Between a_k and the next layer stands the activation. Which of the two lists do you read?",
            seen=12,
        ),
        reads_the_last_preactivation=wrong(
            "W[k] @ (h[k - 1] if k < L or L == 1 else a[k - 1])",
            "the last layer reads the a below it, not the h",
            "What does the last layer read: a_{L−1}, or what the activation makes of it?",
            seen=12,
        ),
        multiplies_entrywise=wrong(
            "W[k] * h[k - 1]",
            "W * h, entry by entry",
            "`*` multiplies entry by entry. The slide's W_k h_{k−1} is a matrix product.",
            seen=1,
            shows="raised",
        ),
        weights_transposed=wrong(
            "W[k].T @ h[k - 1]",
            "Wᵀ instead of W",
            "W_k leads from n_{k−1} units to n_k. Which of its sides meets h?",
            seen=29,
            shows="raised",
        ),
        order_swapped=wrong(
            "(h[k - 1].T @ W[k].T)", "an example a row", "Which factor stands on the left on the slide?", shows="raised"
        ),
        same_weights=wrong(
            "W[1] @ h[k - 1]", "W_1 in every layer", "Which layer's weights are used?", seen=27, shows="raised"
        ),
        averaged=wrong(
            "W[k] @ h[k - 1] / X.shape[1]", "divided by m", "Where does a mean come in on the slide?", cost=1.5
        ),
    ),
    activate=slot(
        "h.append(g(a[k]))",
        "Between a_k and h_k stands the activation. What do you store in h?",
        without_activation=wrong(
            "h.append(a[k].copy())",
            "h_k is a_k: a linear network",
            "Without g all the layers together are one linear map. Where should it stand?",
        ),
        always_logistic=wrong(
            "h.append(logistic(a[k]))",
            "always the logistic, whatever g is given",
            "With another g nothing changes. Which function does your loop call?",
            seen=36,
        ),
        always_tanh=wrong(
            "h.append(np.tanh(a[k]))",
            "always tanh, whatever g is given",
            "With another g nothing changes. Which function does your loop call?",
            seen=36,
        ),
        always_relu=wrong(
            "h.append(np.maximum(0, a[k]))",
            "always relu, whatever g is given",
            "With another g nothing changes. Which function does your loop call?",
            seen=36,
        ),
        activates_twice=wrong(
            "h.append(g(g(a[k])))", "g is applied twice", "How often does g stand between a_k and h_k?"
        ),
        output_function_inside=wrong(
            "h.append(O(a[k]))", "O in the hidden layers too", "Which function do the hidden layers get?"
        ),
        overwrites_preactivations=wrong(
            "a[k] = g(a[k])\nh.append(a[k])",
            "a holds the activations: g has overwritten the pre-activations",
            "Back propagation needs g′(a_k), so a_k must survive. What does your a[k] hold in the end?",
            seen=13,
        ),
        stores_preactivations=wrong(
            "h.append(a[k])\na[k] = g(a[k])",
            "h holds the pre-activations and a the activations",
            "Which list holds what comes before g, and which what comes after?",
            cost=1.5,
        ),
    ),
    output=slot(
        "O(a[L])",
        "ŷ is what the output function makes of a_L. What do you give it?",
        without_output_function=wrong(
            "a[L].copy()", "ŷ is a_L: O is not applied", "ŷ = O(a_L). Where is O in your code?"
        ),
        activates_the_output=wrong(
            "O(g(a[L]))",
            "O(g(a_L)): the hidden activation at the output too",
            "The slide treats layer L apart, after the loop. What happens to a_L in yours before O?",
            seen=8,
        ),
        hidden_activation_only=wrong(
            "g(a[L])",
            "g at the output instead of O",
            "Which function does the last layer get: g, or O?",
        ),
        always_softmax=wrong(
            "softmax(a[L])",
            "always softmax, whatever O is given",
            "With another O nothing changes. Which function do you call at the end?",
            seen=36,
        ),
        output_of_hidden=wrong("O(h[L - 1])", "O is given h_{L−1}, not a_L", "ŷ = O(a_L). What do you give O?"),
        output_of_the_layer_below=wrong(
            "O(a[max(L - 1, 1)])",
            "O is given a_{L−1}, not a_L",
            "ŷ = O(a_L). Which array do you give O, and which index has it?",
            seen=27,
        ),
        output_twice=wrong("O(O(a[L]))", "O is applied twice", "How often is O applied?", cost=1.5),
    ),
    result=slot(
        "return h, a, y_hat",
        "What is returned, in which order, and what stands at index 0?",
        counts_a_from_zero=wrong(
            "return h, a[1:], y_hat",
            "a_1 at index 0",
            "a[k] should be a_k. What stands at index 0, where there is no a_0?",
            seen=27,
        ),
        counts_h_from_one=wrong(
            "return h[1:], a, y_hat",
            "h_1 at index 0: X is missing",
            "h_0 is x. What stands at h[0]?",
            seen=27,
        ),
        y_hat_among_h=wrong(
            "return [*h, y_hat], a, y_hat",
            "ŷ stands in h as well",
            "h ends at h_{L−1}. What stands at h[L]?",
        ),
        one_list=wrong(
            "return h, [*h, a[L]], y_hat",
            "h and a are one list: h_k has taken the place of a_k",
            "Two names can stand for one list: what is put into h[k] is in a[k], too. Where do you make the two?",
        ),
        x_in_a=wrong("return h, [X, *a[1:]], y_hat", "X stands at a[0], where there is no a_0", "What is a_0?"),
        none_in_h=wrong(
            "return [None, *h[1:]], a, y_hat", "h[0] is None: X is missing", "h_0 is x. What stands at h[0]?"
        ),
        a_first=wrong("return a, h, y_hat", "a comes before h", "In which order does the docstring return them?"),
        y_hat_alone=wrong("return y_hat", "ŷ alone is returned", "What else does back propagation need?"),
        without_h=wrong("return a, y_hat", "h is not returned", "What else does back propagation need?", cost=1.5),
        y_hat_first=wrong("return y_hat, h, a", "ŷ comes first", "In which order does the docstring return them?"),
        y_hat_transposed=wrong(
            "return h, a, y_hat.T", "ŷ has an example a row", "One example is one column.", cost=1.5
        ),
    ),
    wholes={
        "adds_bias_late": wrong(
            """
            def forward_propagation(theta, X, g, O):
                L = len(theta[0]) - 1
                h, a = [X], [None]
                for k in range(1, L + 1):
                    a.append(theta[0][k] @ h[k - 1])
                    if k < L:
                        h.append(g(a[k]) + theta[1][k])
                return h, a, O(a[L] + theta[1][L])
            """,
            "g(W h) + b: the bias comes after the activation",
            "Where does the slide add b_k: before g, or after?",
        ),
        "centres_x": wrong(
            """
            def forward_propagation(theta, X, g, O):
                X -= X.mean(axis=1, keepdims=True)
                L = len(theta[0]) - 1
                h, a = [X], [None]
                for k in range(1, L + 1):
                    a.append(theta[1][k] + theta[0][k] @ h[k - 1])
                    if k < L:
                        h.append(g(a[k]))
                return h, a, O(a[L])
            """,
            "the caller's X is centred in place",
            "After the call X had changed. Which line writes into it?",
            seen=44,
            shows="changed_input",
        ),
        "of_two_layers": wrong(
            """
            def forward_propagation(theta, X, g, O):
                W, b = theta
                a_1 = b[1] + W[1] @ X
                h_1 = g(a_1)
                a_2 = b[2] + W[2] @ h_1
                return [X, h_1], [None, a_1, a_2], O(a_2)
            """,
            "exactly two layers, however many there are",
            "Your code names W[1] and W[2]. What of a network with three layers?",
            seen=28,
            shows="raised",
        ),
    },
)
