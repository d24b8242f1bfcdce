"""Known mistakes in `preactivation_gradient` (notebook 04)."""
# mypy: ignore-errors

from autograder.checks.mistakes import mistake
from autograder.checks.names import logistic_prime, np


@mistake(
    "preactivation_gradient",
    effect="g′ is missing",
    hint="Between h and a lies the activation. What does the chain rule ask for?",
    general="no_g_prime",
    seen=24,
)
def preactivation_gradient_without_g_prime(grad_h, a, g_prime):
    return grad_h.copy()


@mistake(
    "preactivation_gradient",
    effect="g′ is taken of the gradient",
    hint="At which point is the slope wanted: at the gradient, or at the pre-activation?",
    seen=22,
)
def preactivation_gradient_of_grad_h(grad_h, a, g_prime):
    return grad_h * g_prime(grad_h)


@mistake(
    "preactivation_gradient",
    effect="g′(0) everywhere",
    hint="Your slope is the same at every unit. Whose value should go into g′?",
    seen=22,
)
def preactivation_gradient_at_zero(grad_h, a, g_prime):
    return grad_h * g_prime(np.zeros_like(a))


@mistake(
    "preactivation_gradient",
    effect="g′ is taken at h instead of a",
    hint="g′ takes the pre-activation. What do you give it?",
    seen=23,
)
def preactivation_gradient_of_tanh_a(grad_h, a, g_prime):
    return grad_h * g_prime(np.tanh(a))


@mistake(
    "preactivation_gradient",
    effect="always the logistic's slope, whatever g′ is given",
    hint="With another g′ nothing changes. Which function do you call?",
    seen=36,
)
def preactivation_gradient_always_logistic(grad_h, a, g_prime):
    return grad_h * logistic_prime(a)


@mistake("preactivation_gradient", effect="added instead of multiplied", hint="⊙ is a product, entry by entry.")
def preactivation_gradient_added(grad_h, a, g_prime):
    return grad_h + g_prime(a)


@mistake(
    "preactivation_gradient",
    effect="a matrix product",
    hint="⊙ is a product entry by entry. `@` is another one.",
    general="raised",
)
def preactivation_gradient_matrix_product(grad_h, a, g_prime):
    return grad_h @ g_prime(a)


@mistake(
    "preactivation_gradient",
    effect="divided instead of multiplied",
    hint="A flat activation should let nothing through. Yours lets most through there.",
)
def preactivation_gradient_divided(grad_h, a, g_prime):
    return grad_h / (g_prime(a) + 1e-12)


@mistake(
    "preactivation_gradient",
    effect="right values, but the caller's gradient is overwritten",
    hint="Right numbers, and the caller's grad_h is gone. Which operator writes into it?",
    general="changed_input",
    seen=44,
)
def preactivation_gradient_in_place(grad_h, a, g_prime):
    grad_h *= g_prime(a)
    return grad_h


@mistake(
    "preactivation_gradient",
    effect="g′ twice",
    hint="How often does this layer's activation stand between the loss and a?",
)
def preactivation_gradient_squared(grad_h, a, g_prime):
    return grad_h * g_prime(a) ** 2


@mistake(
    "preactivation_gradient",
    effect="1 wherever the slope is positive: right for relu only",
    hint="For relu you are right; for a smooth activation the slope has a size, too.",
    seen=36,
)
def preactivation_gradient_masked(grad_h, a, g_prime):
    return grad_h * (g_prime(a) > 0)


@mistake(
    "preactivation_gradient",
    effect="times a instead of g′(a)",
    hint="You multiply by the pre-activation itself. What should be done to it first?",
    seen=12,
)
def preactivation_gradient_times_a(grad_h, a, g_prime):
    return grad_h * a
