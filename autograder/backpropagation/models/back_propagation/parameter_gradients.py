"""The error model of the gradients with respect to W and b."""

from __future__ import annotations

from autograder.backpropagation.models.back_propagation.questions import COUNTS, MEAN, ONCE, ORDER, WHICH
from autograder.backpropagation.models.declare import model, slot, wrong

PARAMETER_GRADIENTS = model(
    """
    def parameter_gradients(grad_a, h_below):
        m = {over}
        grad_W = {product} / {m_W}
        grad_b = {total} / {m_b}
        {result}
    """,
    over=slot(
        "grad_a.shape[1]",
        "The loss is a mean over the batch. Over what does your mean run?",
        summed=wrong("1", "both are sums over the batch, not means", MEAN, seen=17),
        divided_by_width=wrong("grad_a.shape[0]", "divided by n_k, the number of units, instead of m", COUNTS, seen=17),
        divided_by_width_below=wrong(
            "h_below.shape[0]", "divided by n_{k−1}, the number of units below, instead of m", COUNTS
        ),
        divided_by_entries=wrong("grad_a.size", "divided by n_k·m, the number of entries, instead of m", COUNTS),
        divided_twice=wrong("grad_a.shape[1] ** 2", "both are divided by m twice", ONCE, seen=18),
        doubled=wrong("grad_a.shape[1] / 2", "both are twice as large", "Where does the 2 come from?", seen=34),
        halved=wrong("grad_a.shape[1] * 2", "both are half as large", "Where does the ½ come from?"),
        negative=wrong("-grad_a.shape[1]", "both have the opposite sign", "Where does the minus come from?", seen=21),
        for_batches_of_fifty=wrong(
            "50",
            "divided by 50, whatever the batch",
            "Divide by the size of the batch that you are given.",
            seen=37,
        ),
    ),
    product=slot(
        "grad_a @ h_below.T",
        "Write the shapes of both factors under the product. Which of the two is turned round?",
        transposed=wrong(
            "h_below @ grad_a.T",
            "grad_W is transposed",
            "A gradient has the shape of its parameter. Which shape has W_k?",
            seen=29,
        ),
        without_transpose=wrong("grad_a @ h_below", "grad_W is a product without the transpose", shows="raised"),
        turned_first=wrong("grad_a.T @ h_below", "in grad_W the other factor is turned round", shows="raised"),
        entry_by_entry=wrong(
            "grad_a * h_below",
            "grad_W is a product entry by entry",
            "`*` multiplies entry by entry. Which product is ∇_{a_k} h_{k−1}ᵀ?",
            shows="raised",
            seen=1,
        ),
        product_of_means=wrong(
            "m * np.outer(grad_a.mean(axis=1), h_below.mean(axis=1))",
            "grad_W is the product of the means instead of the mean of the products",
            "The mean of products is not the product of means. Which comes first?",
        ),
        without_h=wrong(
            "grad_a.sum(axis=1, keepdims=True) * np.ones((1, h_below.shape[0]))",
            "h_{k−1} does not enter grad_W",
            "a_k = b_k + W_k h_{k−1}. What is its slope with respect to W_k?",
            cost=1.5,
        ),
        squared_h=wrong(
            "grad_a @ (h_below**2).T",
            "h_{k−1} is squared in grad_W",
            "Double h_{k−1}: how much larger should grad_W be, and is it?",
            cost=2,
        ),
    ),
    m_W=slot(
        "m",
        WHICH,
        weights_summed=wrong("1", "grad_W is a sum over the batch, grad_b a mean", seen=17),
        weights_divided_twice=wrong("m**2", "grad_W is divided by m twice", ONCE, seen=18),
        weights_divided_by_width=wrong("len(grad_a)", "grad_W is divided by n_k instead of m", COUNTS),
        weights_divided_by_width_below=wrong("len(h_below)", "grad_W is divided by n_{k−1} instead of m", COUNTS),
        weights_negative=wrong("-m", "grad_W has the opposite sign", "Compare the signs of your two lines."),
        weights_doubled=wrong("m / 2", "grad_W is twice as large", "Where does the 2 come from?", cost=1.5),
        weights_halved=wrong("m * 2", "grad_W is half as large", "Where does the ½ come from?", cost=1.5),
    ),
    total=slot(
        "grad_a.sum(axis=1, keepdims=True)",
        "b_k is one column, whatever the batch. Over what does your sum run?",
        bias_not_summed=wrong(
            "grad_a",
            "grad_b still has a column for each example",
            "b_k is one column, whatever the batch. What has become of the examples?",
            seen=30,
        ),
        bias_not_averaged=wrong(
            "m * grad_a",
            "grad_b is grad_a as it came: a column for each example",
            "b_k is one column, whatever the batch. What has become of the examples?",
            seen=30,
            evident=True,
        ),
        bias_scalar=wrong(
            "np.sum(grad_a)",
            "grad_b is one number",
            "A sum without an axis adds up everything. How many biases has the layer?",
            seen=31,
        ),
        bias_average_of_all=wrong(
            "np.sum(grad_a) / len(grad_a)",
            "grad_b is one number, the mean of all entries",
            "A mean without an axis runs over everything. How many biases has the layer?",
            seen=31,
        ),
        bias_same_for_all=wrong(
            "np.sum(grad_a) * np.ones((len(grad_a), 1))",
            "every entry of grad_b is the sum over all units",
            "A sum without an axis adds up everything. How many biases has the layer?",
        ),
        bias_over_units=wrong(
            "grad_a.sum(axis=0, keepdims=True)",
            "grad_b sums over the units instead of the examples",
            "Along which axis lie the examples?",
        ),
        bias_flat=wrong(
            "grad_a.sum(axis=1)",
            "grad_b is (n_k,)",
            "A sum over an axis drops it unless you ask to keep it. What is b_k's shape?",
            seen=3,
        ),
        bias_row=wrong(
            "grad_a.sum(axis=1, keepdims=True).T",
            "grad_b is a row",
            "A gradient has the shape of its parameter. Which way does b_k lie?",
            seen=4,
        ),
        bias_forgotten=wrong(
            "np.zeros((grad_a.shape[0], 1))",
            "grad_b is 0",
            "Your biases will never learn. What is ∂a_k/∂b_k?",
            seen=33,
            evident=True,
        ),
        bias_of_one_example=wrong("m * grad_a[:, :1]", "grad_b is that of the first example", cost=1.5),
        bias_times_h=wrong(
            "(grad_a * h_below.sum(axis=0)).sum(axis=1, keepdims=True)",
            "h_{k−1} enters grad_b",
            "a_k = b_k + W_k h_{k−1}. What is its slope with respect to b_k?",
            cost=1.5,
        ),
    ),
    m_b=slot(
        "m",
        WHICH,
        biases_summed=wrong("1", "grad_b is a sum over the batch, grad_W a mean", seen=17),
        biases_divided_twice=wrong("m**2", "grad_b is divided by m twice", ONCE, seen=18),
        biases_divided_by_width=wrong("len(grad_a)", "grad_b is divided by n_k instead of m", COUNTS),
        biases_divided_by_width_below=wrong(
            "len(h_below)", "grad_b is divided by n_{k−1} instead of m", COUNTS, cost=1.5
        ),
        bias_negative=wrong(
            "-m",
            "grad_b has the opposite sign",
            "The weights go downhill and the biases uphill. Compare their signs.",
            seen=32,
        ),
        biases_doubled=wrong("m / 2", "grad_b is twice as large", "Where does the 2 come from?", cost=1.5),
        biases_halved=wrong("m * 2", "grad_b is half as large", "Where does the ½ come from?", cost=1.5),
    ),
    result=slot(
        "return grad_W, grad_b",
        ORDER,
        swapped=wrong("return grad_b, grad_W", "grad_b comes first"),
        weights_alone=wrong("return grad_W", "grad_W is returned alone"),
    ),
    wholes={
        "of_the_first_example": wrong(
            """
            def parameter_gradients(grad_a, h_below):
                return np.outer(grad_a[:, 0], h_below[:, 0]), grad_a[:, :1].copy()
            """,
            "only the first example counts",
            "Change the second example: your gradients stay as they were.",
        ),
        "of_the_last_example": wrong(
            """
            def parameter_gradients(grad_a, h_below):
                return np.outer(grad_a[:, -1], h_below[:, -1]), grad_a[:, -1:].copy()
            """,
            "only the last example counts",
            "Change the first example: your gradients stay as they were. Is something overwritten in a loop?",
        ),
    },
)
