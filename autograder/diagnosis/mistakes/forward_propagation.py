"""Known mistakes in `forward_propagation` (notebook 03)."""
# mypy: ignore-errors

from autograder.checks.mistakes import mistake
from autograder.checks.names import logistic, softmax


@mistake(
    "forward_propagation",
    effect="every layer reads X",
    hint="Layer 2 reads the layer below it. What does yours read?",
    general="raised",
    seen=2,
)
def forward_reads_x_in_every_layer(theta, X, g, O):
    L = len(theta[0]) - 1
    h, a = [X], [None]
    for k in range(1, L + 1):
        a.append(theta[1][k] + theta[0][k] @ X)
        if k < L:
            h.append(g(a[k]))
    return h, a, O(a[L])


@mistake(
    "forward_propagation",
    effect="W * h, entry by entry",
    hint="`*` multiplies entry by entry. The slide's W_k h_{k−1} is a matrix product.",
    general="raised",
    seen=1,
)
def forward_multiplies_entrywise(theta, X, g, O):
    L = len(theta[0]) - 1
    h, a = [X], [None]
    for k in range(1, L + 1):
        a.append(theta[1][k] + theta[0][k] * h[k - 1])
        if k < L:
            h.append(g(a[k]))
    return h, a, O(a[L])


@mistake(
    "forward_propagation",
    effect="no bias",
    hint="Set W to 0: what should a_k be then?",
    general="no_bias",
)
def forward_without_bias(theta, X, g, O):
    L = len(theta[0]) - 1
    h, a = [X], [None]
    for k in range(1, L + 1):
        a.append(theta[0][k] @ h[k - 1])
        if k < L:
            h.append(g(a[k]))
    return h, a, O(a[L])


@mistake(
    "forward_propagation",
    effect="O(g(a_L)): the hidden activation at the output too",
    hint="The slide treats layer L apart, after the loop. What happens to a_L in yours before O?",
    general="g_at_output",
    seen=8,
)
def forward_activates_the_output(theta, X, g, O):
    L = len(theta[0]) - 1
    h, a = [X], [None]
    for k in range(1, L + 1):
        a.append(theta[1][k] + theta[0][k] @ h[k - 1])
        h.append(g(a[k]))
    return h[:L], a, O(h[L])


@mistake(
    "forward_propagation",
    effect="ŷ is a_L: O is not applied",
    hint="ŷ = O(a_L). Where is O in your code?",
    general="no_output_function",
)
def forward_without_output_function(theta, X, g, O):
    L = len(theta[0]) - 1
    h, a = [X], [None]
    for k in range(1, L + 1):
        a.append(theta[1][k] + theta[0][k] @ h[k - 1])
        if k < L:
            h.append(g(a[k]))
    return h, a, a[L].copy()


@mistake(
    "forward_propagation",
    effect="h_k is a_k: a linear network",
    hint="Without g all the layers together are one linear map. Where should it stand?",
    general="no_activation",
)
def forward_without_activation(theta, X, g, O):
    L = len(theta[0]) - 1
    h, a = [X], [None]
    for k in range(1, L + 1):
        a.append(theta[1][k] + theta[0][k] @ h[k - 1])
        if k < L:
            h.append(a[k].copy())
    return h, a, O(a[L])


@mistake(
    "forward_propagation",
    effect="always the logistic, whatever g is given",
    hint="With another g nothing changes. Which function does your loop call?",
    seen=36,
)
def forward_always_logistic(theta, X, g, O):
    L = len(theta[0]) - 1
    h, a = [X], [None]
    for k in range(1, L + 1):
        a.append(theta[1][k] + theta[0][k] @ h[k - 1])
        if k < L:
            h.append(logistic(a[k]))
    return h, a, O(a[L])


@mistake(
    "forward_propagation",
    effect="always softmax, whatever O is given",
    hint="With another O nothing changes. Which function do you call at the end?",
    seen=36,
)
def forward_always_softmax(theta, X, g, O):
    L = len(theta[0]) - 1
    h, a = [X], [None]
    for k in range(1, L + 1):
        a.append(theta[1][k] + theta[0][k] @ h[k - 1])
        if k < L:
            h.append(g(a[k]))
    return h, a, softmax(a[L])


@mistake(
    "forward_propagation",
    effect="a holds the activations: g has overwritten the pre-activations",
    hint="Back propagation needs g′(a_k), so a_k must survive. What does your a[k] hold in the end?",
    seen=13,
)
def forward_overwrites_preactivations(theta, X, g, O):
    L = len(theta[0]) - 1
    h, a = [X], [None]
    for k in range(1, L + 1):
        a.append(theta[1][k] + theta[0][k] @ h[k - 1])
        if k < L:
            a[k][...] = g(a[k])
            h.append(a[k])
    return h, a, O(a[L])


@mistake(
    "forward_propagation",
    effect="a_1 at index 0",
    hint="a[k] should be a_k. What stands at index 0, where there is no a_0?",
    general="wrong_length",
    seen=27,
)
def forward_counts_a_from_zero(theta, X, g, O):
    L = len(theta[0]) - 1
    h, a = [X], [None]
    for k in range(1, L + 1):
        a.append(theta[1][k] + theta[0][k] @ h[k - 1])
        if k < L:
            h.append(g(a[k]))
    return h, a[1:], O(a[L])


@mistake(
    "forward_propagation",
    effect="g(W h) + b: the bias comes after the activation",
    hint="Where does the slide add b_k: before g, or after?",
)
def forward_adds_bias_late(theta, X, g, O):
    L = len(theta[0]) - 1
    h, a = [X], [None]
    for k in range(1, L + 1):
        a.append(theta[0][k] @ h[k - 1])
        if k < L:
            h.append(g(a[k]) + theta[1][k])
    return h, a, O(a[L] + theta[1][L])


@mistake(
    "forward_propagation",
    effect="the last layer is left out",
    hint="How often does your loop run, and which layer comes after it?",
    general="wrong_length",
)
def forward_stops_early(theta, X, g, O):
    L = len(theta[0]) - 2
    h, a = [X], [None]
    for k in range(1, L + 1):
        a.append(theta[1][k] + theta[0][k] @ h[k - 1])
        if k < L:
            h.append(g(a[k]))
    return h, a, O(a[L])


@mistake(
    "forward_propagation",
    effect="the caller's X is centred in place",
    hint="After the call X had changed. Which line writes into it?",
    general="changed_input",
    seen=44,
)
def forward_centres_x(theta, X, g, O):
    X -= X.mean(axis=1, keepdims=True)
    L = len(theta[0]) - 1
    h, a = [X], [None]
    for k in range(1, L + 1):
        a.append(theta[1][k] + theta[0][k] @ h[k - 1])
        if k < L:
            h.append(g(a[k]))
    return h, a, O(a[L])


@mistake(
    "forward_propagation",
    effect="the bias counts twice",
    hint="Set W to 0: a_k should be b_k. Yours is larger.",
)
def forward_adds_bias_twice(theta, X, g, O):
    L = len(theta[0]) - 1
    h, a = [X], [None]
    for k in range(1, L + 1):
        a.append(theta[1][k] + theta[0][k] @ h[k - 1] + theta[1][k])
        if k < L:
            h.append(g(a[k]))
    return h, a, O(a[L])


@mistake(
    "forward_propagation",
    effect="exactly two layers, however many there are",
    hint="Your code names W[1] and W[2]. What of a network with three layers?",
    general="wrong_length",
    seen=28,
)
def forward_of_two_layers(theta, X, g, O):
    W, b = theta
    a_1 = b[1] + W[1] @ X
    h_1 = g(a_1)
    a_2 = b[2] + W[2] @ h_1
    return [X, h_1], [None, a_1, a_2], O(a_2)
