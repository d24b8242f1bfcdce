"""What a card says of the mistakes that students are known to make: a table of mistakes, and the words that lead on.

Each row is a file in tests/named_rightly that a person can open: a student's cell, and above it what is wrong in it.
The same must be said by the check in the notebook and by the one that marks.
"""

from __future__ import annotations

import pytest
from lab.check import CheckFailed
from lab.check.engine import card

from autograder.audit import subjects, trial
from autograder.checks.seed import set_seed
from autograder.course.layout import ROOT
from tests.written_functions import loaded

pytestmark = pytest.mark.slow

FOLDER = ROOT / "tests" / "named_rightly"
RETURN = "Look at where `return` stands."
LISTS = "Two names can stand for one list"
ARITHMETIC = (
    "neither theta with its W and b, nor a shape. Which entry do you mean, or which loop takes them one by one?"
)
NOT_NUMPYS = "NumPy has no such name."
# The mistake, and words that stand on its card, whichever check has made it.
SAID = {
    # `return` one indent too deep
    "return_in_the_loop_of_layers": ("only the first layer", RETURN),
    "return_in_the_loop_of_steps": (RETURN,),
    "return_in_the_loop_of_tensors": ("W should have", "and has 2", RETURN),
    "return_in_the_loop_of_sizes": ("W should have", "and has 2", RETURN),
    "return_in_the_loop_backwards": ("only the last layer gets a gradient", "where the `return` stands"),
    "return_in_the_loop_of_entries": ("only the first entry is worked out", RETURN),
    "return_in_the_loop_of_examples": ("only the first example has its 1", "Where does your `return` stand?"),
    "return_in_the_loop_of_pairs": ("only the first example is counted", RETURN),
    "return_in_the_loop_of_batches": ("come in 1 mini-batch", RETURN),
    "nothing_returned_on_one_way": ("the result is None", "Does every way through relu end with a `return`"),
    # the slide taken literally: at k = 1 there is no a_0
    "slide_taken_literally": ("g′ is asked for the slope at a[0], and there is no a_0", "where should they end?"),
    "slide_taken_literally_by_hand": ("g′ is asked for the slope at a[0]", "where should they end?"),
    # h[0] left None
    "h_0_left_none": ("h[0] is None: X is missing", "What stands at h[0]?"),
    "h_0_left_none_and_read": ("it is None, or a single number", "h[0] is X: which entry is read there"),
    # b of shape (n,)
    "flat_biases": ("b[1] should have shape (4, 1), and has (4,)",),
    "flat_bias_gradient": ("grad_b is (n_k,)", "A sum over an axis drops it unless you ask to keep it."),
    # np.random, or a generator of one's own, in place of rng
    "numpys_global_generator": (
        "it gives two answers",
        ("from elsewhere than the rng", "Which generator do you draw from"),
    ),
    "numpys_global_permutation": ("generators in the same state give different orders", "Where else than from rng"),
    "a_generator_of_its_own": (
        "W[1] is the same for every rng",
        ("Which generator draws", "Which generator do you draw"),
    ),
    "an_unseeded_generator_of_its_own": (
        "it gives two answers",
        ("from elsewhere than", "Which generator do you draw from"),
    ),
    "an_order_of_its_own": (
        "two different generators give the same order",
        ("one of your own", "Which one do you draw from?"),
    ),
    "a_start_of_its_own": ("two generators give the same start", "Which generator draws the first theta"),
    # theta returned alone
    "theta_returned_alone": ("the result should have 2 parts (theta, losses), and is theta alone",),
    "theta_returned_alone_by_momentum": ("a step should give (theta, state), and gave theta alone",),
    "theta_returned_alone_by_adam": ("a step should give (theta, state), and gave theta alone",),
    # 0 / 0, apart from overflow
    "adams_t_from_zero": ("inf or nan", "What is t at the first step?"),
    "adams_t_from_zero_with_arrays": ("inf or nan", "What is t at the first step?"),
    "zero_by_zero_in_the_error": ("inf or nan", "What does 0 / 0 give you?"),
    "zero_times_log_of_zero": ("inf or nan", "0 times log 0 is nan."),
    "infinity_by_infinity": ("nothing is subtracted: nan for logits of 1000", "exp(1000) does not fit into a float."),
    # ^ for a power
    "caret_for_a_power": ("`^` is no power in Python",),
    "caret_for_a_power_of_tanh": ("`^` is no power in Python",),
    # dictionaries of "W1", "b1", …
    "dictionary_of_names": ("and is a dictionary", 'What you call "W1" is W[1] here.'),
    "dictionary_of_gradients": ("and is a dictionary", 'What you call "W1" is W[1] here.'),
    "dictionary_of_names_is_read": ('it has no keys such as "W1"',),
    # an example taken for a row
    "rows_for_columns_forward": ("An example is a column.",),
    "rows_for_columns_softmax": ("rows sum to 1: normalised over the batch",),
    "rows_for_columns_one_hot": ("an example a row", "One example is one column."),
    "rows_for_columns_weights": ("W[1] should have shape (4, 6), and has (6, 4): transposed",),
    "rows_for_columns_batches": ("An example is a column of X.",),
    "rows_for_columns_loss": ("Rows are units, columns are examples.",),
    # another library's names
    "torch_axis": (NOT_NUMPYS, "`dim` and `clone` are PyTorch's"),
    "torch_by_name": (NOT_NUMPYS,),
    "torch_copy": (NOT_NUMPYS,),
    "torch_keyword": (NOT_NUMPYS,),
    "torch_method": (NOT_NUMPYS,),
    "torch_numpy_names": (NOT_NUMPYS,),
    "torch_transpose": (NOT_NUMPYS,),
    # a hard-coded activation
    "hard_coded_activation_forward": ("always tanh, whatever g is given",),
    "hard_coded_activation_backward": ("1 − h², tanh's slope, whatever g′ is given",),
    "hard_coded_activation_in_the_descent": (
        ("another g and g_prime make no difference", "always relu, whatever g is given"),
    ),
    "hard_coded_output": ("always softmax, whatever O is given",),
    # theta − eta * grads
    "theta_minus_eta_grads": (ARITHMETIC,),
    "list_minus_eta_list": (ARITHMETIC,),
    # one list under two names
    "one_list_for_both": ("W[k] and b[k] are the same arrays, for every k", LISTS),
    "one_list_for_both_at_the_start": ("W[k] and b[k] are the same arrays, for every k", LISTS),
    "one_list_for_both_in_the_step": ("W[k] and b[k] are the same arrays, for every k", LISTS),
    "one_list_for_both_forward": ("h and a are one list", LISTS),
    # another name for the caller's array
    "alias_of_an_array": ("a was changed by the call", "Work on a copy, or make a new array."),
    "alias_of_theta": ("theta.W[1] was changed by the call", "Which operator writes into it?"),
    "alias_of_lists": ("theta.W[1] was changed by the call", "Which operator writes into it?"),
    "alias_of_the_output": ("y_hat was changed by the call", "Into which array do you subtract?"),
    "alias_of_x": ("x is left moved by ε", "Which move is not taken back?"),
    # mini-batches: two lists that differ
    "lists_that_differ": ("the examples of mini-batch 0 have the labels [", "], and come with ["),
    "rest_dropped": ("examples together, of ", "a smaller mini-batch is missing"),
}
ASKED_IN_VAIN = "Does every way through"  # never of a function whose every way ends with a `return`


def cards(name):
    """The card of the first visible check that fails it, and of the first hidden one, as text."""
    source = (FOLDER / f"{name}.py").read_text(encoding="utf-8")
    function = source.splitlines()[0].removeprefix("# function: ")
    value = loaded(source, function)
    set_seed(1)
    for kind in (subjects.visible, subjects.hidden):
        for test in subjects.tests_of(function):
            try:
                with trial.silenced():
                    kind(test)(value)
            except CheckFailed as failed:
                yield card.text(failed)
                break
        else:
            yield "passes"


@pytest.mark.parametrize("name", SAID)
def test_both_checks_say_what_leads_to_the_line(name):
    for said in cards(name):
        for words in SAID[name]:
            assert any(one in said for one in ([words] if isinstance(words, str) else words)), said
        if name != "nothing_returned_on_one_way":
            assert ASKED_IN_VAIN not in said


def test_every_file_has_a_row_and_says_what_is_wrong_in_it():
    files = {path.stem: path.read_text(encoding="utf-8").splitlines() for path in FOLDER.glob("*.py")}
    assert set(files) == set(SAID)
    assert all(lines[0].startswith("# function: ") and lines[1].startswith("# mistake: ") for lines in files.values())
