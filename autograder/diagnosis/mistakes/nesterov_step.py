"""Known mistakes in `nesterov_step` (notebook 07)."""
# mypy: ignore-errors

from lab.optimizers import each

from autograder.checks.mistakes import mistake
from autograder.checks.names import np


@mistake(
    "nesterov_step",
    effect="plain momentum: the gradient is taken at θ",
    hint="At which point is the gradient taken: where you are, or where the momentum would carry you?",
)
def nesterov_without_looking_ahead(theta, gradient, state, eta, beta=0.9):
    u = each(np.zeros_like, theta) if state is None else state
    grads = gradient(theta)
    u = each(lambda u, g: beta * u + eta * g, u, grads)
    return each(lambda w, u: w - u, theta, u), u


@mistake("nesterov_step", effect="the gradient is taken at θ + βu", hint="The step is θ − u. Which way is ahead?")
def nesterov_looks_back(theta, gradient, state, eta, beta=0.9):
    u = each(np.zeros_like, theta) if state is None else state
    grads = gradient(each(lambda w, u: w + beta * u, theta, u))
    u = each(lambda u, g: beta * u + eta * g, u, grads)
    return each(lambda w, u: w - u, theta, u), u


@mistake(
    "nesterov_step",
    effect="the gradient is taken at θ − u, without β",
    hint="How far would the momentum alone carry you?",
)
def nesterov_looks_too_far(theta, gradient, state, eta, beta=0.9):
    u = each(np.zeros_like, theta) if state is None else state
    grads = gradient(each(lambda w, u: w - u, theta, u))
    u = each(lambda u, g: beta * u + eta * g, u, grads)
    return each(lambda w, u: w - u, theta, u), u


@mistake(
    "nesterov_step",
    effect="the step starts from the point ahead",
    hint="The look ahead is only for the gradient. From where do you step?",
)
def nesterov_steps_from_ahead(theta, gradient, state, eta, beta=0.9):
    u = each(np.zeros_like, theta) if state is None else state
    ahead = each(lambda w, u: w - beta * u, theta, u)
    u = each(lambda u, g: beta * u + eta * g, u, gradient(ahead))
    return each(lambda w, u: w - u, ahead, u), u


@mistake(
    "nesterov_step",
    effect="u starts from 0 at every step",
    hint="Your first step is right and the second is not. What becomes of the state?",
    seen=42,
)
def nesterov_without_memory(theta, gradient, state, eta, beta=0.9):
    u = each(np.zeros_like, theta)
    grads = gradient(each(lambda w, u: w - beta * u, theta, u))
    u = each(lambda u, g: beta * u + eta * g, u, grads)
    return each(lambda w, u: w - u, theta, u), u


@mistake("nesterov_step", effect="uphill", hint="Your loss climbs. Which way do you go?", seen=40)
def nesterov_uphill(theta, gradient, state, eta, beta=0.9):
    u = each(np.zeros_like, theta) if state is None else state
    grads = gradient(each(lambda w, u: w - beta * u, theta, u))
    u = each(lambda u, g: beta * u + eta * g, u, grads)
    return each(lambda w, u: w + u, theta, u), u
