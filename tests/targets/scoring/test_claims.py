"""首招: the first complete lead holds a company, until its desk falls silent."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from targets.scoring.claims import Lead, claim_of

START = date(2026, 1, 1)
SILENT = 90


def lead(day: int, desk: str = "长三角", **fields: str) -> Lead:
    on = START + timedelta(days=day)
    return Lead(desk, on, on, **{"product": "氟树脂", "witness": "纪要1号"} | fields)


def holder(*leads: Lead, day: int = 30) -> str | None:
    claim = claim_of(leads, START + timedelta(days=day), SILENT)
    return claim.lead.desk if claim else None


def test_the_first_complete_lead_holds_and_the_later_desk_helps() -> None:
    claim = claim_of([lead(0), lead(5, "粤港澳")], START + timedelta(days=30), SILENT)

    assert claim is not None
    assert claim.lead == lead(0)
    assert claim.helpers == ("粤港澳",)


def test_a_lead_without_product_or_witness_or_desk_holds_nothing() -> None:
    incomplete = (lead(0, product=""), lead(0, witness=""), lead(0, desk=""))

    assert [holder(one) for one in incomplete] == [None, None, None]
    assert holder(*incomplete, lead(3, "粤港澳")) == "粤港澳"


def test_a_visit_of_the_same_desk_keeps_the_claim_alive_though_it_is_no_complete_lead() -> None:
    assert holder(lead(0), lead(80, product=""), day=170) == "长三角"
    assert holder(lead(0), day=SILENT) == "长三角"
    assert holder(lead(0), day=SILENT + 1) is None


def test_after_a_silence_the_next_complete_lead_holds_a_new_claim() -> None:
    assert holder(lead(0), lead(91, "粤港澳"), lead(92), day=100) == "粤港澳"


def test_a_visit_entered_later_with_an_earlier_day_helps_and_does_not_hold() -> None:
    back_dated = Lead("粤港澳", START, START + timedelta(days=6), "氟树脂", "纪要2号")

    claim = claim_of([lead(5), back_dated], START + timedelta(days=30), SILENT)

    assert claim is not None
    assert (claim.lead.desk, claim.helpers) == ("长三角", ("粤港澳",))


def test_a_claim_that_had_lapsed_when_another_desk_entered_its_visit_is_open() -> None:
    late = Lead(
        "粤港澳", START + timedelta(days=80), START + timedelta(days=95), "氟树脂", "纪要2号"
    )

    assert holder(lead(0), late, day=100) == "粤港澳"


def test_what_is_to_come_holds_nothing_yet() -> None:
    assert holder(lead(31), day=30) is None


LEADS = st.builds(
    lambda day, late, **fields: Lead(
        on=START + timedelta(days=day), entered=START + timedelta(days=day + late), **fields
    ),
    st.integers(0, 400),
    st.integers(0, 30),
    desk=st.sampled_from(["", "长三角", "粤港澳"]),
    product=st.sampled_from(["", "氟树脂"]),
    witness=st.sampled_from(["", "纪要"]),
)


@given(st.lists(LEADS, max_size=12), st.integers(0, 500), st.integers(1, 200))
def test_who_holds_was_complete_came_in_time_and_was_not_silent_since(
    leads: list[Lead], day: int, silent: int
) -> None:
    today = START + timedelta(days=day)

    claim = claim_of(leads, today, silent)

    if claim is not None:
        assert claim.lead in leads
        assert claim.lead.is_complete
        assert claim.lead.on <= claim.last_on <= today
        assert (today - claim.last_on).days <= silent
        assert claim.lead.desk not in claim.helpers
    elif len({one.desk for one in leads}) == 1:
        late = [one for one in leads if one.is_complete and 0 <= (today - one.on).days <= silent]
        assert late == []
