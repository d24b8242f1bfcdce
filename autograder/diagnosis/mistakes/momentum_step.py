"""Known mistakes in `momentum_step` (notebook 07)."""
# mypy: ignore-errors

from lab.optimizers import each

from autograder.checks.mistakes import mistake
from autograder.checks.names import np


@mistake(
    "momentum_step",
    effect="u starts from 0 at every step",
    hint="Your first step is right and the second is not. What becomes of the state?",
    seen=42,
)
def momentum_without_memory(theta, gradient, state, eta, beta=0.9):
    u = each(np.zeros_like, theta)
    grads = gradient(theta)
    u = each(lambda u, g: beta * u + eta * g, u, grads)
    return each(lambda w, u: w - u, theta, u), u


@mistake(
    "momentum_step",
    effect="the gradient is kept instead of u",
    hint="Your second step remembers the wrong thing. What is u after the first?",
)
def momentum_remembers_the_gradient(theta, gradient, state, eta, beta=0.9):
    u = each(np.zeros_like, theta) if state is None else state
    grads = gradient(theta)
    u = each(lambda u, g: beta * u + eta * g, u, grads)
    return each(lambda w, u: w - u, theta, u), grads


@mistake(
    "momentum_step",
    effect="(1 − β) besides η",
    hint="Your first step is ten times too small. Compare with the formula, factor by factor.",
)
def momentum_averaged(theta, gradient, state, eta, beta=0.9):
    u = each(np.zeros_like, theta) if state is None else state
    grads = gradient(theta)
    u = each(lambda u, g: beta * u + (1 - beta) * eta * g, u, grads)
    return each(lambda w, u: w - u, theta, u), u


@mistake("momentum_step", effect="uphill", hint="Your loss climbs. Which way do you go?", seen=40)
def momentum_uphill(theta, gradient, state, eta, beta=0.9):
    u = each(np.zeros_like, theta) if state is None else state
    grads = gradient(theta)
    u = each(lambda u, g: beta * u + eta * g, u, grads)
    return each(lambda w, u: w + u, theta, u), u


@mistake("momentum_step", effect="η twice", hint="How often does η come in?")
def momentum_eta_twice(theta, gradient, state, eta, beta=0.9):
    u = each(np.zeros_like, theta) if state is None else state
    grads = gradient(theta)
    u = each(lambda u, g: beta * u + eta * g, u, grads)
    return each(lambda w, u: w - eta * u, theta, u), u


@mistake(
    "momentum_step",
    effect="right values, but the caller's theta is overwritten",
    hint="Right numbers, and the caller's theta is gone.",
    general="changed_input",
    seen=44,
)
def momentum_in_place(theta, gradient, state, eta, beta=0.9):
    grads = gradient(theta)
    u = each(np.zeros_like, theta) if state is None else state
    u = each(lambda u, g: beta * u + eta * g, u, grads)
    for k in range(1, len(theta[0])):
        theta[0][k] -= u[0][k]
        theta[1][k] -= u[1][k]
    return theta, u


@mistake("momentum_step", effect="β is ignored: u only grows", hint="With another β nothing changes.")
def momentum_without_decay(theta, gradient, state, eta, beta=0.9):
    u = each(np.zeros_like, theta) if state is None else state
    grads = gradient(theta)
    u = each(lambda u, g: u + eta * g, u, grads)
    return each(lambda w, u: w - u, theta, u), u


@mistake("momentum_step", effect="β is always ½", hint="With another β nothing changes.", seen=37)
def momentum_ignores_beta(theta, gradient, state, eta, beta=0.9):
    u = each(np.zeros_like, theta) if state is None else state
    grads = gradient(theta)
    u = each(lambda u, g: 0.5 * u + eta * g, u, grads)
    return each(lambda w, u: w - u, theta, u), u


@mistake(
    "momentum_step",
    effect="each step uses the u of the step before",
    hint="Your first step does nothing. Which comes first, the new u or the step?",
)
def momentum_steps_before_it_learns(theta, gradient, state, eta, beta=0.9):
    u = each(np.zeros_like, theta) if state is None else state
    new = each(lambda w, u: w - u, theta, u)
    return new, each(lambda u, g: beta * u + eta * g, u, gradient(theta))
