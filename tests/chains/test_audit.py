"""A sample of statements for a person to read again: seeded, each piece at most once."""

from chains.audit import sample
from tests.builders import make_chain

CHAINS = [make_chain(chain=name, grades={"acid": "AB", "gas": "C"}, acid="weak", gas="weak")
          for name in ("wool", "silk")]  # fmt: skip


def told(size: int, seed: int = 7) -> list[tuple[str, str, str]]:
    rows = sample(CHAINS, size=size, seed=seed)
    assert all(row.source.id == row.evidence.source for row in rows)
    return [(row.chain.id, row.link.id, row.source.id) for row in rows]


def test_a_sample_has_the_size_asked_for_and_no_piece_twice() -> None:
    assert [len(set(told(size))) for size in (0, 1, 5, 6)] == [0, 1, 5, 6]


def test_a_sample_larger_than_the_evidence_is_all_of_it() -> None:
    everything = [
        (chain, link, source)
        for chain in ("wool", "silk")
        for link, source in (("acid", "A0"), ("acid", "B0"), ("gas", "C0"))
    ]

    assert sorted(told(7)) == sorted(everything)


def test_a_seed_repeats_a_sample_and_another_draws_another() -> None:
    drawn = {seed: told(3, seed) for seed in range(8)}

    assert all(told(3, seed) == rows for seed, rows in drawn.items())
    assert len({tuple(rows) for rows in drawn.values()}) > 1
