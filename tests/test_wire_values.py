"""Everything of the closed set survives the trip across the boundary, and arrives fresh."""

from __future__ import annotations

import collections
import enum

import hypothesis.extra.numpy as some_arrays
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from lab.parameters import Parameters

from autograder.wire import Handles, Opaque, TupleOfAnotherSide, WireError, decode, encode
from autograder.wire.schema import DTYPES

pytestmark = pytest.mark.slow


def same(a, b):
    """Equal in type and content; NaN equals NaN, as bytes do."""
    if type(a) is not type(b):
        return False
    if isinstance(a, (np.ndarray, np.generic)):
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return [*map(repr, a)] == [*map(repr, b)] and all(map(same, a.values(), b.values()))
    if isinstance(a, np.random.Generator):
        return a.random(5).tolist() == b.random(5).tolist()
    return repr(a) == repr(b)


DTYPE = some.sampled_from(DTYPES).map(np.dtype)
ARRAY = DTYPE.flatmap(lambda d: some_arrays.arrays(d, some_arrays.array_shapes(min_dims=0, min_side=0)))
NUMBER = some.integers() | some.floats() | some.complex_numbers() | some.booleans()
PLAIN = some.none() | NUMBER | some.text() | some.binary()
NUMPY_NUMBER = DTYPE.flatmap(some_arrays.from_dtype)
SEED = some.integers(0, 2**32 - 1)
KINDS = [np.random.PCG64, np.random.PCG64DXSM, np.random.MT19937, np.random.Philox, np.random.SFC64]
RNG = some.tuples(some.sampled_from(KINDS), SEED).map(lambda x: np.random.Generator(x[0](x[1])))
KEY = PLAIN | some.tuples(some.text(), some.integers())
VALUE = some.recursive(
    PLAIN | ARRAY | NUMPY_NUMBER,
    lambda inner: (
        some.lists(inner)
        | some.lists(inner).map(tuple)
        | some.dictionaries(KEY, inner)
        | some.tuples(inner, inner).map(lambda x: Parameters(*x))
    ),
    max_leaves=12,
)
THOROUGH = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@THOROUGH
@given(VALUE)
def test_every_value_of_the_set_survives_the_trip(value):
    assert same(decode(encode(value)), value)


@settings(max_examples=50, deadline=None)
@given(RNG, some.integers(0, 9))
def test_a_random_generator_goes_on_where_it_stood(rng, drawn):
    rng.random(drawn, dtype=np.float32)  # an odd number of 32-bit draws leaves half a word waiting
    assert same(decode(encode(rng)), rng)


@THOROUGH
@given(VALUE)
def test_what_arrives_can_be_sent_on_and_is_the_same_bytes(value):
    message = encode(value)
    assert encode(decode(message)) == message


def test_an_array_arrives_fresh_owned_and_writable():
    message = encode(np.arange(6.0).reshape(2, 3))
    array = decode(message)
    array += 1
    assert array.flags.owndata or array.base.flags.owndata
    assert array.flags.c_contiguous and array.flags.writeable
    assert decode(message)[0, 0] == 0


@pytest.mark.parametrize(
    "view",
    [lambda x: x.T, lambda x: x[::-1], lambda x: x[:, 1], lambda x: x.astype(">f8"), lambda x: x.astype("g")],
    ids=["transposed", "reversed", "strided", "other byte order", "long double"],
)
def test_an_array_crosses_whatever_its_memory_looks_like(view):
    array = view(np.arange(12.0).reshape(3, 4))
    arrived = decode(encode(array))
    assert arrived.dtype == np.float64 and np.array_equal(arrived, array)


class LyingArray(np.ndarray):
    shape = (99,)
    dtype = "lies"

    def tobytes(self, *_):
        return b"lies"

    def __array__(self, *_):
        raise RuntimeError("asked")

    def __reduce__(self):
        raise RuntimeError("asked")

    def __eq__(self, _):
        return True


def test_an_array_that_lies_arrives_as_what_its_memory_holds():
    liar = np.ndarray.__new__(LyingArray, (2, 2), np.float64, np.arange(4.0).tobytes())
    arrived = decode(encode(liar))
    assert type(arrived) is np.ndarray and arrived.tolist() == [[0, 1], [2, 3]]


class Loud(enum.IntEnum):
    ONE = 1


class LyingDict(dict):
    def items(self):
        return [("lies", 1)]

    keys = values = __iter__ = items


class LyingFloat(float):
    def __float__(self):
        return 0.0


@pytest.mark.parametrize(
    "value, plain",
    [
        (Loud.ONE, 1),
        (LyingDict(a=1), {"a": 1}),
        (collections.OrderedDict(a=1), {"a": 1}),
        (LyingFloat(2.5), 2.5),
        (np.str_("x"), "x"),
        (np.ma.array([1.0, 2.0], mask=[0, 1]).tolist(), [1.0, None]),
    ],
)
def test_subclasses_arrive_as_the_plain_value_they_hold(value, plain):
    assert same(decode(encode(value)), plain)


def test_a_byte_that_is_no_truth_value_becomes_one():
    odd = np.array([2, 0, 255], np.uint8).view(np.bool_)
    arrived = decode(encode(odd))
    assert arrived.view(np.uint8).tolist() == [1, 0, 1]


@pytest.mark.parametrize(
    "iterable",
    [(i for i in range(3)), iter([0, 1, 2]), map(int, "012"), range(3), dict.fromkeys(range(3)).keys()],
    ids=["generator", "iterator", "map", "range", "keys"],
)
def test_iterators_arrive_as_lists(iterable):
    assert decode(encode(iterable)) == [0, 1, 2]


def test_each_entry_of_an_iterator_is_read_when_it_comes():
    def one_buffer():
        buffer = np.zeros(2)
        for i in range(3):
            buffer[:] = i
            yield buffer

    assert [a.tolist() for a in decode(encode(one_buffer()))] == [[0, 0], [1, 1], [2, 2]]


class StandIn:
    """For a function of the other side's."""

    def __init__(self, handle):
        self.name = handle.name


@pytest.fixture
def sides():
    """The tables of handles of two ends of one wire."""
    return Handles(StandIn), Handles(StandIn)


def cross(value, sender, receiver):
    return decode(encode(value, sender), receiver)


def test_a_function_crosses_by_handle_and_comes_home_as_itself(sides):
    here, there = sides
    arrived = cross([np.tanh], here, there)[0]
    assert isinstance(arrived, StandIn) and arrived.name == "tanh"
    assert cross({"g": arrived}, there, here) == {"g": np.tanh}


def test_an_object_of_another_class_crosses_as_something_that_can_only_be_handed_back(sides):
    here, there = sides
    state = {"moments": {1, 2}, "weights": np.array([1, None], dtype=object)}
    arrived = cross(state, here, there)
    assert all(type(x) is Opaque for x in arrived.values())
    home = cross(arrived, there, here)
    assert home["moments"] is state["moments"] and home["weights"] is state["weights"]


def test_a_named_tuple_comes_home_with_its_names(sides):
    Moments = collections.namedtuple("Moments", "u t")
    here, there = sides
    arrived = cross(Moments(np.ones(2), 3), here, there)
    assert isinstance(arrived, TupleOfAnotherSide) and arrived.t == 3
    copy = type(arrived)(*(x for x in arrived))  # what lab.check does with arguments
    home = cross(copy, there, here)
    assert type(home) is Moments and home.t == 3 and home.u.tolist() == [1, 1]


@pytest.mark.parametrize("name", ["__array_interface__", "__array__", "_x", "no name", "__class__"])
def test_a_named_tuple_with_names_that_python_would_not_take_is_a_plain_tuple(sides, name):
    """NumPy would follow `__array_interface__` to any address of this process."""
    here, there = sides
    arrived = cross(type("Evil", (tuple,), {"_fields": (name,)})(({"data": (4096, False)},)), here, there)
    assert type(arrived) is tuple


@pytest.mark.parametrize("name", ["shape", "dtype", "argmax", "sum"])
def test_a_named_tuple_can_not_answer_what_numpy_asks_of_an_array(sides, name):
    here, there = sides
    arrived = cross(collections.namedtuple("Lie", name)((7, 7)), here, there)
    assert isinstance(arrived, TupleOfAnotherSide) and not hasattr(arrived, name) and np.shape(arrived) == (1, 2)


def test_ones_own_class_of_parameters_is_parameters():
    Parameters_ = collections.namedtuple("Parameters", "W b")
    assert type(decode(encode(Parameters_([None], [None])))) is Parameters


def test_a_forgotten_handle_is_refused(sides):
    here, there = sides
    arrived = cross(np.tanh, here, there)
    message = encode(arrived, there)
    here.forget()
    with pytest.raises(WireError, match="not valid"):
        decode(message, here)
