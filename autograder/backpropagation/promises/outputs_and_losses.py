"""What notebook 02 promises of softmax, one-hot vectors and the two losses."""

from __future__ import annotations

from autograder.checks.promise import Promise, first, instead, promise, result

PROMISES: tuple[Promise, ...] = (
    promise(
        "softmax",
        "it must answer without a warning",
        "no shift: the exponentials overflow",
        instead(("a - np.max(a, axis=0, keepdims=True)", "a")),
        "test_softmax_stable",
    ),
    promise(
        "softmax",
        "entries from -1000 to 1000 and beyond",
        "one shift for all columns: a column far below the others is 0 / 0",
        instead(("np.max(a, axis=0, keepdims=True)", "np.max(a)")),
        "test_softmax_stable",
        argument="a",
    ),
    promise("softmax", "would change the caller's logits", "a -= …", first("a -= np.max(a, axis=0)")),
    promise("softmax", "it stays as it is", "a holds the result afterwards", result("np.copyto(a, result) or result")),
    promise("softmax", "Returns an array of shape (n_L, m)", "an example a row", result("result.T.copy()")),
    promise(
        "softmax",
        "each column adding up to 1",
        "each row adds up to 1",
        instead(
            ("np.max(a, axis=0, keepdims=True)", "np.max(a, axis=1, keepdims=True)"),
            ("np.sum(e, axis=0, keepdims=True)", "np.sum(e, axis=1, keepdims=True)"),
        ),
    ),
    promise("one_hot", "labels, integers from 0 to k - 1", "labels count from 1", first("y = y - 1"), argument="y"),
    promise(
        "one_hot",
        "the number of classes",
        "k is not used: as many classes as the largest label asks for",
        first("k = int(np.max(y)) + 1"),
        argument="k",
    ),
    promise("one_hot", "an array of numbers", "texts: '0.0' and '1.0'", result("result.astype(str)")),
    promise("one_hot", "of shape (k, m)", "an example a row", result("result.T.copy()")),
    promise(
        "one_hot", "of shape (k, m)", "of two classes, the labels as one row", result("result if k > 2 else result[1:]")
    ),
    promise(
        "cross_entropy",
        "natural logarithm",
        "the logarithm to base 10",
        instead(("np.log(of_true_class)", "np.log10(of_true_class)")),
    ),
    promise(
        "cross_entropy",
        "probabilities, shape (n_L, m)",
        "probabilities are cut at 1e-2",
        first("y_hat = np.clip(y_hat, 1e-2, 1)"),
        argument="y_hat",
    ),
    promise(
        "cross_entropy",
        "labels, integers, shape (m,)",
        "y is not used: the largest probability is taken for the true class's",
        first("y = y_hat.argmax(axis=0)"),
        argument="y",
    ),
    promise(
        "cross_entropy",
        "Returns one number, at least 0",
        "a number for each example",
        instead(("-np.mean(np.log(of_true_class))", "-np.log(of_true_class)")),
    ),
    promise(
        "cross_entropy",
        "A probability of exactly 0 for a class that is not the true one does no harm",
        "0 · log 0 is nan",
        instead(("-np.mean(np.log(of_true_class))", "-np.sum(np.eye(len(y_hat))[:, y] * np.log(y_hat)) / m")),
        "test_cross_entropy_certain",
    ),
    promise(
        "squared_error",
        "an example in each column",
        "an example in each row: the mean runs over the rows",
        instead(("axis=0", "axis=1")),
        argument="y_hat",
    ),
    promise("squared_error", "half the squared distance", "the half is missing", instead((" / 2", " / 1"))),
    promise(
        "squared_error", "they stay as they are", "y_hat holds the difference", first("y_hat -= target; target = 0")
    ),
    promise(
        "squared_error",
        "they stay as they are",
        "target holds the difference",
        first("target -= y_hat; target, y_hat = target + y_hat, y_hat"),
        argument="target",
    ),
    promise(
        "squared_error",
        "Returns one number, at least 0",
        "a number for each example",
        instead(("np.mean(np.sum((y_hat - target) ** 2, axis=0))", "np.sum((y_hat - target) ** 2, axis=0)")),
    ),
)
