"""Answers to a question of the browser, kept when a run begins; Streamlit 1.67 drops them.

When a run begins, Streamlit takes from the queue what the run before it drew and nobody needs any
more. With it go the answers that the browser waits for, foremost where to put a file: whoever
takes a file away and chooses the next one at once (taking away begins a run) then waits for ever,
and nothing on the screen says so. tests/front/test_answers_kept.py tells when it is mended there.
"""

from functools import wraps

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

ANSWERS = frozenset({"file_urls_response", "backend_operation_response", "heartbeat_ack"})


def keep_answers() -> None:
    """Let every queue of this process keep its answers from now on; twice is once."""
    if not hasattr(ForwardMsgQueue.clear, "__wrapped__"):
        ForwardMsgQueue.clear = _keeping  # type: ignore[assignment, method-assign]


_drop = ForwardMsgQueue.clear


@wraps(_drop)
def _keeping(
    queue: ForwardMsgQueue,
    retain_lifecycle_msgs: bool = False,  # noqa: FBT001, FBT002  (as it is called)
    fragment_ids_this_run: list[str] | None = None,
) -> None:
    before = list(queue._queue)  # noqa: SLF001
    _drop(queue, retain_lifecycle_msgs, fragment_ids_this_run)
    if not retain_lifecycle_msgs:
        return  # everything was handed over
    kept = {id(message) for message in queue._queue}  # noqa: SLF001
    lost = [message for message in before if _is_answer(message) and id(message) not in kept]
    queue._queue = [*lost, *queue._queue]  # noqa: SLF001


def _is_answer(message: ForwardMsg) -> bool:
    return message.WhichOneof("type") in ANSWERS
