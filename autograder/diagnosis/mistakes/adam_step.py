"""Known mistakes in `adam_step` (notebook 07)."""
# mypy: ignore-errors

from lab.optimizers import each

from autograder.checks.mistakes import mistake
from autograder.checks.names import np


@mistake(
    "adam_step",
    effect="no bias correction: the first steps are far too large",
    hint="m and v start at 0. What makes up for that in the first steps?",
)
def adam_without_correction(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    grads = gradient(theta)
    m, v, t = (each(np.zeros_like, theta), each(np.zeros_like, theta), 0) if state is None else state
    t = t + 1
    m = each(lambda m, g: beta1 * m + (1 - beta1) * g, m, grads)
    v = each(lambda v, g: beta2 * v + (1 - beta2) * g**2, v, grads)
    m_hat = each(lambda m: m, m)
    v_hat = each(lambda v: v, v)
    return each(lambda w, m_hat, v_hat: w - eta * m_hat / (np.sqrt(v_hat) + epsilon), theta, m_hat, v_hat), (m, v, t)


@mistake(
    "adam_step", effect="t stays 1", hint="Your first step is right and the second is not. What is t then?", seen=42
)
def adam_corrects_as_if_first(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    grads = gradient(theta)
    m, v, t = (each(np.zeros_like, theta), each(np.zeros_like, theta), 0) if state is None else state
    t = 1
    m = each(lambda m, g: beta1 * m + (1 - beta1) * g, m, grads)
    v = each(lambda v, g: beta2 * v + (1 - beta2) * g**2, v, grads)
    m_hat = each(lambda m: m / (1 - beta1**t), m)
    v_hat = each(lambda v: v / (1 - beta2**t), v)
    return each(lambda w, m_hat, v_hat: w - eta * m_hat / (np.sqrt(v_hat) + epsilon), theta, m_hat, v_hat), (m, v, t)


@mistake("adam_step", effect="t is one too large", hint="What is t at the first step?")
def adam_counts_from_zero(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    grads = gradient(theta)
    m, v, t = (each(np.zeros_like, theta), each(np.zeros_like, theta), 0) if state is None else state
    t = t + 1
    m = each(lambda m, g: beta1 * m + (1 - beta1) * g, m, grads)
    v = each(lambda v, g: beta2 * v + (1 - beta2) * g**2, v, grads)
    m_hat = each(lambda m: m / (1 - beta1 ** (t + 1)), m)
    v_hat = each(lambda v: v / (1 - beta2 ** (t + 1)), v)
    return each(lambda w, m_hat, v_hat: w - eta * m_hat / (np.sqrt(v_hat) + epsilon), theta, m_hat, v_hat), (m, v, t)


@mistake(
    "adam_step",
    effect="m and v start from 0 at every step",
    hint="Your first step is right and the second is not. What becomes of m and v?",
    seen=42,
)
def adam_without_memory(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    grads = gradient(theta)
    m, v, t = each(np.zeros_like, theta), each(np.zeros_like, theta), 0 if state is None else state[2]
    t = t + 1
    m = each(lambda m, g: beta1 * m + (1 - beta1) * g, m, grads)
    v = each(lambda v, g: beta2 * v + (1 - beta2) * g**2, v, grads)
    m_hat = each(lambda m: m / (1 - beta1**t), m)
    v_hat = each(lambda v: v / (1 - beta2**t), v)
    return each(lambda w, m_hat, v_hat: w - eta * m_hat / (np.sqrt(v_hat) + epsilon), theta, m_hat, v_hat), (m, v, t)


@mistake(
    "adam_step",
    effect="ε inside the root",
    hint="For tiny gradients your step is far too small. Where does ε stand in the formula?",
    seen=42,
)
def adam_epsilon_in_the_root(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    grads = gradient(theta)
    m, v, t = (each(np.zeros_like, theta), each(np.zeros_like, theta), 0) if state is None else state
    t = t + 1
    m = each(lambda m, g: beta1 * m + (1 - beta1) * g, m, grads)
    v = each(lambda v, g: beta2 * v + (1 - beta2) * g**2, v, grads)
    m_hat = each(lambda m: m / (1 - beta1**t), m)
    v_hat = each(lambda v: v / (1 - beta2**t), v)
    return each(lambda w, m_hat, v_hat: w - eta * m_hat / np.sqrt(v_hat + epsilon), theta, m_hat, v_hat), (m, v, t)


@mistake(
    "adam_step",
    effect="β₁ and β₂ are swapped",
    hint="Your first step is right and the second is not. Which β belongs to which average?",
)
def adam_betas_swapped(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    grads = gradient(theta)
    m, v, t = (each(np.zeros_like, theta), each(np.zeros_like, theta), 0) if state is None else state
    t = t + 1
    m = each(lambda m, g: beta2 * m + (1 - beta2) * g, m, grads)
    v = each(lambda v, g: beta1 * v + (1 - beta1) * g**2, v, grads)
    m_hat = each(lambda m: m / (1 - beta2**t), m)
    v_hat = each(lambda v: v / (1 - beta1**t), v)
    return each(lambda w, m_hat, v_hat: w - eta * m_hat / (np.sqrt(v_hat) + epsilon), theta, m_hat, v_hat), (m, v, t)


@mistake("adam_step", effect="|g| instead of g²", hint="What does v average?")
def adam_without_square(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    grads = gradient(theta)
    m, v, t = (each(np.zeros_like, theta), each(np.zeros_like, theta), 0) if state is None else state
    t = t + 1
    m = each(lambda m, g: beta1 * m + (1 - beta1) * g, m, grads)
    v = each(lambda v, g: beta2 * v + (1 - beta2) * np.abs(g), v, grads)
    m_hat = each(lambda m: m / (1 - beta1**t), m)
    v_hat = each(lambda v: v / (1 - beta2**t), v)
    return each(lambda w, m_hat, v_hat: w - eta * m_hat / (np.sqrt(v_hat) + epsilon), theta, m_hat, v_hat), (m, v, t)


@mistake("adam_step", effect="v̂ instead of √v̂", hint="Double the gradients: your step should stay about as it was.")
def adam_without_root(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    grads = gradient(theta)
    m, v, t = (each(np.zeros_like, theta), each(np.zeros_like, theta), 0) if state is None else state
    t = t + 1
    m = each(lambda m, g: beta1 * m + (1 - beta1) * g, m, grads)
    v = each(lambda v, g: beta2 * v + (1 - beta2) * g**2, v, grads)
    m_hat = each(lambda m: m / (1 - beta1**t), m)
    v_hat = each(lambda v: v / (1 - beta2**t), v)
    return each(lambda w, m_hat, v_hat: w - eta * m_hat / (v_hat + epsilon), theta, m_hat, v_hat), (m, v, t)


@mistake("adam_step", effect="the gradient instead of m̂", hint="Which average stands in the numerator?")
def adam_without_momentum(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    grads = gradient(theta)
    m, v, t = (each(np.zeros_like, theta), each(np.zeros_like, theta), 0) if state is None else state
    t = t + 1
    m = each(lambda m, g: beta1 * m + (1 - beta1) * g, m, grads)
    v = each(lambda v, g: beta2 * v + (1 - beta2) * g**2, v, grads)
    m_hat = grads
    v_hat = each(lambda v: v / (1 - beta2**t), v)
    return each(lambda w, m_hat, v_hat: w - eta * m_hat / (np.sqrt(v_hat) + epsilon), theta, m_hat, v_hat), (m, v, t)


@mistake("adam_step", effect="uphill", hint="Your loss climbs. Which way do you go?", seen=40)
def adam_uphill(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    grads = gradient(theta)
    m, v, t = (each(np.zeros_like, theta), each(np.zeros_like, theta), 0) if state is None else state
    t = t + 1
    m = each(lambda m, g: beta1 * m + (1 - beta1) * g, m, grads)
    v = each(lambda v, g: beta2 * v + (1 - beta2) * g**2, v, grads)
    m_hat = each(lambda m: m / (1 - beta1**t), m)
    v_hat = each(lambda v: v / (1 - beta2**t), v)
    return each(lambda w, m_hat, v_hat: w + eta * m_hat / (np.sqrt(v_hat) + epsilon), theta, m_hat, v_hat), (m, v, t)
