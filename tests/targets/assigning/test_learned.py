"""Learned words: of the companies that write a word, how many belong to a link."""

from targets.assigning.learned import NOTHING_LEARNED, Taught, learned_words
from targets.model import Company
from tests.targets.builders import make_company

DYEING, WEAVING = ("textile", "dyeing"), ("textile", "weaving")


def wrote(products: str, *links: tuple[str, str]) -> tuple[Company, frozenset[tuple[str, str]]]:
    return make_company(products=products), frozenset(links)


def test_a_word_that_most_of_its_writers_share_speaks_for_their_link() -> None:
    learned = learned_words([wrote("棉布染整", DYEING)] * 3 + [wrote("染整", WEAVING)])

    assert learned.taught["染整"] == (Taught(DYEING, 3, 4),)
    assert learned.best("针织染整")[DYEING] == ("染整", Taught(DYEING, 3, 4))


def test_a_word_of_one_company_teaches_nothing() -> None:
    assert learned_words([wrote("染整", DYEING)]).taught == {}


def test_a_word_that_belongs_here_and_there_teaches_nothing() -> None:
    mixed = [wrote("坯布", DYEING)] * 3 + [wrote("坯布", WEAVING)] * 3

    assert "坯布" not in learned_words(mixed).taught


def test_only_the_end_of_an_item_is_read() -> None:
    learned = learned_words([wrote("染整设备", DYEING)] * 5)

    assert "染整" not in learned.taught
    assert learned.best("染整") == {}


def test_the_ending_that_says_most_is_the_one_that_is_named() -> None:
    learned = learned_words([wrote("针织染整", DYEING)] * 9 + [wrote("整", DYEING)])

    assert learned.best("针织染整")[DYEING][1].of == 9


def test_nothing_learned_says_nothing() -> None:
    assert NOTHING_LEARNED.best("染整") == {}
