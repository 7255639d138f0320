"""Which pictures are grouped: worked cases, and properties against a slow program of few lines."""

import random
from itertools import combinations, pairwise, product

import pytest
from hypothesis import given, strategies

from catalog.desk.grouping import Picture, group
from tests.desk.looks import differ, look


def links_of(names):
    hashes = {look(name) for name in names if name != "-"}
    pairs = combinations(sorted(hashes), 2)
    return {pair: bits for pair in pairs if (bits := differ(*pair)) <= 90}


def grouped(names, words=()):
    """Groups of places in the list of names; words as `1=2` and `1/2`."""
    pictures = [Picture(n, "" if name == "-" else look(name), "w", f"{n:03}") for n, name in enumerate(names)]
    said = {tuple(map(int, word.replace("=", "/").split("/"))): "=" in word for word in words}
    return group(pictures, links_of(names), said)


@pytest.mark.parametrize(
    ("names", "words", "groups"),
    [
        pytest.param(["A", "B"], [], [[0], [1]], id="strangers"),
        pytest.param(["A", "A"], [], [[0, 1]], id="the same file"),
        pytest.param(["A", "A80"], [], [[0, 1]], id="sure"),
        pytest.param(["A", "A81"], [], [[0], [1]], id="only possible"),
        pytest.param(["-", "-"], [], [[0], [1]], id="nothing to be recognised by"),
        pytest.param(["A", "A60", "A85"], [], [[0, 1, 2]], id="a third that the first only possibly is"),
        pytest.param(["A", "A60", "A120"], [], [[0, 1, 2]], id="half of the pairs are alike"),
        pytest.param(["A", "A1", "A2", "A70", "A145"], [], [[0, 1, 2, 3], [4]], id="a chain ends"),
        pytest.param(["A", "A1", "A70", "A145", "A146"], [], [[0, 1, 2], [3, 4]], id="two ends stay two"),
        pytest.param(["A", "B"], ["0=1"], [[0, 1]], id="joined by hand"),
        pytest.param(["-", "A"], ["0=1"], [[0, 1]], id="joined by hand, one without detail"),
        pytest.param(["A", "A1"], ["0/1"], [[0], [1]], id="split by hand"),
        pytest.param(["A", "A", "A"], ["0/1", "0/2"], [[0], [1, 2]], id="one of three same files split"),
        pytest.param(["A", "A10", "A40"], ["0/2"], [[0, 1], [2]], id="a bridge takes the nearer side"),
        pytest.param(["A", "A30", "A40"], ["0/2"], [[0], [1, 2]], id="the nearer side is the other"),
        pytest.param(["A", "A1", "B", "B1"], ["0=2"], [[0, 1, 2, 3]], id="two clusters joined by one pair"),
        pytest.param(
            ["A", "A1", "A2", "B", "B1", "B2", "B3"], ["0=3"], [[0, 1, 2, 3, 4, 5, 6]],
            id="a joined cluster still takes copies that only one side is like",
        ),
        pytest.param(
            ["A", "A1", "B", "B1"], ["0=2", "1/3"], [[0, 1, 2], [3]], id="both words are kept"
        ),
        pytest.param(["A", "B", "C"], ["0=1", "1=2"], [[0, 1, 2]], id="joined through another"),
        pytest.param(["A", "B", "C"], ["0=1", "1=2", "0/2"], [[0, 1, 2]], id="what is joined stays joined"),
        pytest.param(["A", "A1"], ["0=1", "0/7"], [[0, 1]], id="a word on one that is not here"),
    ],
)  # fmt: skip
def test_which_pictures_are_one(names, words, groups):
    assert grouped(names, words) == groups


def test_a_chance_likeness_does_not_chain_strangers():
    """Forty pictures, each sure to be like the next one and like no other."""
    hashes = [f"{n:064x}" for n in range(40)]
    pictures = [Picture(n, hash_, "w", f"{n}") for n, hash_ in enumerate(hashes)]
    links = dict.fromkeys(pairwise(hashes), 75)

    assert max(map(len, group(pictures, links, {}))) <= 3


class Slow:
    """The same rules, told without any economy."""

    def __init__(self, pictures, links, words):
        spoken = {number for pair in words for number in pair}
        nodes = {}
        for one in pictures:
            nodes.setdefault(one.hash if one.hash and one.photo_id not in spoken else one, []).append(one)
        self.nodes = sorted(nodes.values(), key=lambda n: min((p.hash, p.provider, p.reference) for p in n))
        self.links, self.words = links, words
        self.parts = [{n} for n in range(len(self.nodes))]

    def bits(self, one, other):
        one, other = self.nodes[one][0].hash, self.nodes[other][0].hash
        if not one or not other:
            return 256
        return 0 if one == other else self.links.get((min(one, other), max(one, other)), 256)

    def said(self, ones, others):
        pairs = (sorted((a.photo_id, b.photo_id)) for x in ones for y in others
                 for a, b in product(self.nodes[x], self.nodes[y]))  # fmt: skip
        return {self.words.get(tuple(pair)) for pair in pairs}

    def groups(self):
        found = [set(part) for part in self.parts]
        while joined := [(a, b) for a, b in combinations(found, 2) if True in self.said(a, b)]:
            one, other = joined[0]
            found = [rest for rest in found if rest not in (one, other)] + [one | other]
        return found

    def may_join(self, one, other):
        close = sum(self.bits(x, y) <= 90 for x, y in product(one, other))
        mine, theirs = (next(g for g in self.groups() if part <= g) for part in (one, other))
        return 2 * close >= len(one) * len(other) and (mine == theirs or False not in self.said(mine, theirs))

    def run(self):
        for bits, a, b in sorted((self.bits(a, b), a, b) for a, b in combinations(range(len(self.nodes)), 2)):
            one, other = (next(part for part in self.parts if n in part) for n in (a, b))
            if bits <= 80 and one is not other and self.may_join(one, other):
                self.parts = [part for part in self.parts if part not in (one, other)] + [one | other]
        return sorted(sorted(p.photo_id for n in g for p in self.nodes[n]) for g in self.groups())


@strategies.composite
def cases(draw):
    """Pictures of few hashes, any likeness between these, and words that do not contradict one another."""
    hashes = [f"{n:02x}" for n in range(draw(strategies.integers(1, 7)))]
    count = draw(strategies.integers(1, 9))
    chosen = [draw(strategies.sampled_from(["", *hashes])) for _ in range(count)]
    pictures = [Picture(n, hash_, "w", f"{n:03}") for n, hash_ in enumerate(chosen)]
    bits = strategies.sampled_from([5, 60, 79, 80, 81, 90, 128])
    links = {pair: found for pair in combinations(hashes, 2) if (found := draw(bits)) <= 90}
    kinds = [draw(strategies.integers(0, 3)) for _ in range(count)]
    pairs = [pair for pair in combinations(range(count), 2) if draw(strategies.integers(0, 4)) == 0]
    return pictures, links, {(a, b): kinds[a] == kinds[b] for a, b in pairs}


@given(cases())
def test_it_groups_as_the_slow_program_does(case):
    assert group(*case) == Slow(*case).run()


@given(cases(), strategies.randoms(use_true_random=False))
def test_numbers_and_order_of_arrival_do_not_count(case, chance: random.Random):
    pictures, links, words = case
    new = list(range(100, 100 + len(pictures)))
    chance.shuffle(new)
    renamed = [one._replace(photo_id=new[one.photo_id]) for one in pictures]
    chance.shuffle(renamed)
    reworded = {tuple(sorted((new[a], new[b]))): same for (a, b), same in words.items()}

    expected = sorted(sorted(new[n] for n in one) for one in group(pictures, links, words))
    assert group(renamed, links, reworded) == expected


@given(cases())
def test_a_persons_word_is_never_crossed(case):
    pictures, links, words = case
    place = {n: at for at, one in enumerate(group(pictures, links, words)) for n in one}

    for (one, other), same in words.items():
        assert (place[one] == place[other]) is same


@given(cases())
def test_nothing_is_joined_that_no_sure_pair_and_no_word_leads_to(case):
    pictures, links, words = case
    sure = {pair: bits for pair, bits in links.items() if bits <= 80}
    reach = {one.photo_id: one.photo_id for one in pictures}
    for one, other in combinations(pictures, 2):
        alike = bool(one.hash) and (
            one.hash == other.hash or (min(one.hash, other.hash), max(one.hash, other.hash)) in sure
        )
        if alike or words.get((one.photo_id, other.photo_id)):
            old, new = reach[one.photo_id], reach[other.photo_id]
            reach = {n: new if at == old else at for n, at in reach.items()}

    assert all(len({reach[n] for n in one}) == 1 for one in group(pictures, links, words))
