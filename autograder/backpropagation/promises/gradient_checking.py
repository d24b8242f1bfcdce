"""What notebook 05 promises of the numerical gradient, the relative error and the check."""

from __future__ import annotations

from autograder.checks.promise import Promise, first, instead, promise, result

PROMISES: tuple[Promise, ...] = (
    promise(
        "numerical_gradient",
        "x must be afterwards what it was before",
        "x is left moved by ε",
        result("x.__iadd__(1e-5 * (x.dtype.kind == 'f')) is None or result"),
    ),
    promise(
        "numerical_gradient",
        "on one silently does nothing",
        "whole numbers swallow the step",
        instead(("x = np.asarray(x, dtype=np.float64)", "x = np.asarray(x)")),
    ),
    promise(
        "numerical_gradient",
        "returns one number",
        "f is asked once only, and then believed to be a plane",
        first("value = f(x); g = f; f = lambda z: value + np.sum(z)"),
        argument="f",
    ),
    promise(
        "numerical_gradient",
        "also of none, a single number",
        "a single number becomes an array of one",
        first("x = np.atleast_1d(x)"),
        argument="x",
    ),
    promise(
        "numerical_gradient",
        "stays as it was",
        "x is a copy in single precision",
        instead(("x = np.asarray(x, dtype=np.float64)", "x = np.asarray(x, dtype=np.float32)")),
    ),
    promise(
        "numerical_gradient",
        "the step ε",
        "epsilon is not used: always 1e-5",
        first("epsilon = 1e-5"),
        argument="epsilon",
    ),
    promise(
        "numerical_gradient",
        "Returns a float64 array of x's shape",
        "a flat array",
        result("result.ravel()"),
    ),
    promise(
        "numerical_gradient",
        "Returns a float64 array",
        "rounded to float32",
        result("result.astype(np.float32)"),
    ),
    promise(
        "relative_error",
        "But a NaN in a gradient must not vanish",
        "np.nanmax: the NaN vanishes",
        instead(("np.max(np.abs(a - n) / scale, initial=0.0)", "np.nanmax(np.append(np.abs(a - n) / scale, 0.0))")),
    ),
    promise(
        "relative_error",
        "no warning, no NaN, just 0",
        "0 / 0, turned to 0 afterwards: with a warning",
        instead(
            (
                "    scale = np.where(scale == 0, 1.0, scale)",
                "    np.divide(np.abs(a - n), scale)\n    scale = np.where(scale == 0, 1.0, scale)",
            )
        ),
    ),
    promise(
        "relative_error",
        "and 0 for an entry where both are 0",
        "NaN where both are 0",
        instead(("np.where(scale == 0, 1.0, scale)", "np.where(scale == 0, np.nan, scale)")),
    ),
    promise(
        "relative_error",
        "measured by their own size",
        "divided by |n| alone",
        instead(("np.maximum(np.abs(a), np.abs(n))", "np.abs(n)")),
        argument="analytic",
    ),
    promise(
        "relative_error",
        "measured by their own size",
        "divided by |a| alone",
        instead(("np.maximum(np.abs(a), np.abs(n))", "np.abs(a)")),
        argument="numeric",
    ),
    promise(
        "relative_error",
        "Returns one number",
        "a number for each entry",
        instead(("float(np.max(np.abs(a - n) / scale, initial=0.0))", "np.abs(a - n) / scale")),
    ),
    promise("relative_error", "at most 2", "at most 1: half the distance", result("result / 2")),
    promise(
        "check_gradients",
        "theta must stay as it was",
        "the tensors are put into theta's own lists",
        instead(("Parameters(list(theta[0]), list(theta[1]))", "theta")),
    ),
    promise(
        "check_gradients",
        "loss(theta) is one number",
        "loss is not used: the gradients are compared with themselves",
        instead(("relative_error(grads[part][k], numeric)", "relative_error(grads[part][k], grads[part][k])")),
        argument="loss",
    ),
    promise(
        "check_gradients",
        "where the gradients were taken",
        "the slopes are taken at 0",
        first("theta = Parameters(*([None, *(np.zeros_like(t) for t in part[1:])] for part in theta))"),
        argument="theta",
    ),
    promise(
        "check_gradients",
        "stays as it was",
        "theta holds 0 afterwards",
        result("theta[0][1].fill(0) or result"),
    ),
    promise(
        "check_gradients",
        "the gradients to be judged",
        "only their sizes are judged, not their signs",
        instead(("relative_error(grads[part][k], numeric)", "relative_error(abs(grads[part][k]), abs(numeric))")),
        argument="grads",
    ),
    promise(
        "check_gradients",
        "Returns Parameters(W, b) of numbers",
        "one number, the largest",
        result("max(x for part in result for x in part[1:])"),
    ),
    promise(
        "check_gradients",
        "each by itself",
        "all weights are judged together, and all biases",
        result("[max(part[1:]) for part in result]"),
    ),
    promise(
        "check_gradients",
        "W[k] is the relative error of grads.W[k]",
        "a number for each layer, W_k and b_k together",
        result("[max(pair) for pair in zip(result.W[1:], result.b[1:])]"),
    ),
    promise(
        "own_layer_forward",
        "Change none of the arguments",
        "a holds what comes out",
        result("np.copyto(a, result) or result"),
        argument="a",
    ),
    promise(
        "own_layer_forward",
        "what your layer needs besides",
        "c is asked for its shape, and this layer gets None",
        first("c.shape"),
        argument="c",
    ),
    promise(
        "own_layer_forward",
        "Returns an array of the shape that the card says",
        "one number for each example",
        result("result.sum(axis=0, keepdims=True)"),
    ),
    promise(
        "own_layer_backward",
        "no mean is taken here",
        "the mean is taken here",
        result("result / a.shape[1]"),
    ),
    promise(
        "own_layer_backward",
        "Change none of the arguments",
        "grad_out holds what goes back",
        result("np.copyto(grad_out, result) or result"),
    ),
    promise(
        "own_layer_backward",
        "the gradient with respect to what comes out",
        "grad_out is not used: always 1",
        first("grad_out = np.ones_like(grad_out)"),
        argument="grad_out",
    ),
    promise(
        "own_layer_backward",
        "as own_layer_forward had them",
        "a is taken without its sign",
        first("a = np.abs(a)"),
        argument="a",
    ),
    promise(
        "own_layer_backward",
        "as own_layer_forward had them",
        "c is asked for its shape, and this layer gets None",
        first("c.shape"),
        argument="c",
    ),
    promise("own_layer_backward", "Returns an array of a's shape", "a flat array", result("result.ravel()")),
)
