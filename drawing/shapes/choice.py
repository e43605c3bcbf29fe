"""Mark one link as chosen: the classes the browser sets, for files and papers."""

from drawing.shapes.model import Node


def choose(tree: Node, selected: str) -> Node:
    """A copy of `tree` with `selected` and its flows brought out and far links dimmed."""
    near = {selected} | {
        str(end) for node in _all_nodes(tree) for end in _ends(node) if selected in _ends(node)
    }
    tag, attributes, children = _marked(tree, selected, near)
    return tag, {**attributes, "class": "has-sel"}, children


def _all_nodes(node: Node) -> list[Node]:
    children = node[2]
    if isinstance(children, str):
        return [node]
    return [node, *(inner for child in children for inner in _all_nodes(child))]


def _ends(node: Node) -> tuple[str, ...]:
    attributes = node[1]
    if "data-from" not in attributes:
        return ()
    return str(attributes["data-from"]), str(attributes["data-to"])


def _marked(node: Node, selected: str, near: set[str]) -> Node:
    tag, attributes, children = node
    mark = _mark(node, selected, near)
    if mark:
        attributes = {**attributes, "class": f"{attributes['class']} {mark}"}
    if isinstance(children, str):
        return tag, attributes, children
    marked = [_marked(child, selected, near) for child in children]
    return tag, attributes, tuple(sorted(marked, key=_layer))


def _mark(node: Node, selected: str, near: set[str]) -> str:
    link, ends = node[1].get("data-link"), _ends(node)
    if link is not None:
        return "sel" if link == selected else "" if link in near else "far"
    if ends:
        return "on" if selected in ends else "far"
    return ""


def _layer(node: Node) -> int:
    """Chosen flows over the other flows, boxes over all; everything else stays where it is."""
    if "data-link" in node[1]:
        return 2
    return int("data-from" in node[1] and " on" in str(node[1]["class"]))
