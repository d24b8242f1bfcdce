"""The recording that a stuck student goes on from: made by the reference, consistent with itself."""

import json

import numpy as np
import pytest
from lab import recorded

from autograder.backpropagation.record_forward import record


def test_the_file_is_what_the_reference_computes_today():
    stored = json.loads(recorded.FILE.read_text(encoding="utf-8"))
    current = record()
    assert stored.keys() == current.keys()
    for key in ("W", "b", "h", "a", "grad_W", "grad_b"):
        assert len(stored[key]) == len(current[key])
        for k, (old, new) in enumerate(zip(stored[key], current[key], strict=True)):
            if new is None:
                assert old is None, f"{key}[{k}]"
            else:
                # another CPU's arctan and exp may differ in the last bit
                np.testing.assert_allclose(old, new, rtol=1e-12, atol=1e-14, err_msg=f"{key}[{k}]")
    np.testing.assert_allclose(stored["y_hat"], current["y_hat"], rtol=1e-12)
    assert stored["y"] == current["y"]


def test_no_two_sizes_of_the_recording_are_alike():
    recording = recorded.forward()
    sizes = [array.shape[0] for array in (*recording.h, recording.y_hat)] + [recording.X.shape[1]]
    assert len(set(sizes)) == len(sizes)


def test_h_is_g_of_a_and_h_0_is_x():
    recording = recorded.forward()
    np.testing.assert_array_equal(recording.h[0], recording.X)
    for k in range(1, len(recording.h)):
        np.testing.assert_allclose(recording.h[k], recording.g(recording.a[k]), rtol=1e-14)


def test_g_prime_is_the_slope_of_g():
    a = np.linspace(-3, 3, 13)
    slope = (recorded.Recording.g(a + 1e-6) - recorded.Recording.g(a - 1e-6)) / 2e-6
    np.testing.assert_allclose(recorded.Recording.g_prime(a), slope, rtol=1e-8)


def test_changing_a_recording_does_not_change_the_next_one():
    recorded.forward().theta.W[1][:] = 0
    assert recorded.forward().theta.W[1].any()


def test_a_damaged_file_says_what_to_do(tmp_path, monkeypatch):
    damaged = tmp_path / "recorded.json"
    damaged.write_text('{"W": [', encoding="utf-8")
    monkeypatch.setattr(recorded, "FILE", damaged)
    with pytest.raises(RuntimeError, match="Copy the folder lab"):
        recorded.forward()
