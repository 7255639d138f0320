"""Remembered answers: right, of their own state only, and few."""

import numpy as np

from catalog.search.answers import Answers


def test_an_answer_is_kept_bit_by_bit_for_its_own_state():
    answers = Answers(2)
    mask = np.array([True, False, True] * 5)
    answers.keep((1, 1), "quay", mask)
    assert np.array_equal(answers.get((1, 1), "quay"), mask)
    assert answers.get((1, 2), "quay") is None


def test_the_least_recently_asked_goes_first():
    answers = Answers(2)
    for word in ("quay", "pier"):
        answers.keep((1, 1), word, np.array([True]))
    answers.get((1, 1), "quay")
    answers.keep((1, 1), "shed", np.array([False]))
    assert answers.get((1, 1), "pier") is None
    assert answers.get((1, 1), "quay").tolist() == [True]


def test_no_room_keeps_nothing():
    answers = Answers(0)
    answers.keep((1, 1), "quay", np.array([True]))
    assert answers.get((1, 1), "quay") is None
