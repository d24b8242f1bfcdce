"""Questions that are answered in the notebook and checked at once: `ask.shape_of_grad_W(...)`.

Put your answer in place of the three dots, and run the cell again. The numbers are drawn from your student id, so that
everybody has others. There are no points for an answer, and none are lost.
"""

from .activations import logistic_of_minus, run_across_the_kink, slope_of_logistic, slope_of_tanh
from .back_propagation import (
    calls_of_hidden_gradient,
    entry_of_grad_h,
    entry_of_grad_W,
    entry_of_output_gradient,
    shape_of_grad_W,
    terms_of_grad_h,
    through_the_activation,
)
from .fashion_mnist import first_step_of_adam, momentum_remembers, steps_of_an_epoch
from .forward_propagation import growth_of_the_mean_square, number_of_parameters, shape_of_W
from .gradient_checking import central_difference, evaluations
from .gradient_descent import largest_learning_rate, one_step
from .outputs_and_losses import cross_entropy_by_hand, shape_of_the_sums, softmax_by_hand, squared_error_by_hand
from .question import me

__all__ = [
    "calls_of_hidden_gradient",
    "central_difference",
    "cross_entropy_by_hand",
    "entry_of_grad_W",
    "entry_of_grad_h",
    "entry_of_output_gradient",
    "evaluations",
    "first_step_of_adam",
    "growth_of_the_mean_square",
    "largest_learning_rate",
    "logistic_of_minus",
    "me",
    "momentum_remembers",
    "number_of_parameters",
    "one_step",
    "run_across_the_kink",
    "shape_of_W",
    "shape_of_grad_W",
    "shape_of_the_sums",
    "slope_of_logistic",
    "slope_of_tanh",
    "softmax_by_hand",
    "squared_error_by_hand",
    "steps_of_an_epoch",
    "terms_of_grad_h",
    "through_the_activation",
]
