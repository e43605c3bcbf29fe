"""A file chosen while a run begins is uploaded: its answer is not thrown away with old drawings."""

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

from front import answers_kept
from front.answers_kept import ANSWERS, keep_answers


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin and end with Streamlit's own way, whatever ran before."""
    monkeypatch.setattr(ForwardMsgQueue, "clear", answers_kept._drop)  # noqa: SLF001


def answer(kind: str = "file_urls_response") -> ForwardMsg:
    message = ForwardMsg()
    if kind == "heartbeat_ack":
        message.heartbeat_ack = True
    else:
        getattr(message, kind).SetInParent()
    return message


def drawing() -> ForwardMsg:
    message = ForwardMsg()
    message.delta.new_element.text.body = "old"
    return message


def waiting(*messages: ForwardMsg) -> ForwardMsgQueue:
    queue = ForwardMsgQueue()
    for message in messages:
        queue.enqueue(message)
    return queue


def test_streamlit_itself_drops_the_answer_so_this_is_still_needed() -> None:
    queue = waiting(answer())

    queue.clear(retain_lifecycle_msgs=True)

    assert queue.flush() == []


@pytest.mark.parametrize("kind", sorted(ANSWERS))
def test_an_answer_is_kept_when_a_run_begins_and_old_drawings_are_not(kind: str) -> None:
    keep_answers()
    queue = waiting(drawing(), answer(kind))

    queue.clear(retain_lifecycle_msgs=True)

    assert [message.WhichOneof("type") for message in queue.flush()] == [kind]


def test_an_answer_is_handed_over_once() -> None:
    keep_answers()
    queue = waiting(answer())

    assert len(queue.flush()) == 1
    assert queue.flush() == []


def test_an_answer_that_streamlit_keeps_is_not_doubled() -> None:
    keep_answers()
    queue = waiting(answer())

    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=["fragment"])

    assert len(queue.flush()) == 1


def test_to_ask_for_it_twice_changes_nothing() -> None:
    keep_answers()
    keep_answers()
    queue = waiting(answer(), answer())

    queue.clear(retain_lifecycle_msgs=True)

    assert len(queue.flush()) == 2
