"""Keep names out of the template engine behind the map library.

folium renders an element to text and hands that text to branca's `Element`, which compiles it as
a Jinja template once more: a plot named `{{7*191}}` would be computed, and worse names would run
code on the server. Here `Element` learns to take such text as it is; `require_guard` proves it
before the first map is drawn.
"""

import json
import re
from functools import cache
from html import escape

import folium
from branca import element as branca_element

from files.errors import ProductError

# The one template that branca itself passes to `Element`: it draws the children, holds no text.
_CHILDREN = (
    "{% for name, element in this._children.items() %}{{element.render(**kwargs)}}{% endfor %}"
)
_PROBE = "{{ 7919 * 104729 }}"
_COMPUTED = "829348951"
_BREAKING = frozenset("`${}\\%#")
_MEANINGFUL = re.compile(r"[<>&'`{}$_]")
_JSON_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')


class UnsafeMap(ProductError):  # noqa: N818  (a state of the installation, told to the user)
    """The installed map library would run what a name contains; no map is drawn."""


class Literal:
    """Stands where branca expects a template: gives its text back, whatever the text says."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def render(self, *_: object, **__: object) -> str:
        """Return the text unchanged."""
        return self._text


compiling_init = branca_element.Element.__init__


def _literal_init(
    self: branca_element.Element, template: str | None = None, template_name: str | None = None
) -> None:
    if template is None or template == _CHILDREN:
        compiling_init(self, template, template_name)
    else:
        compiling_init(self)
        # All that is ever asked of a template is to be rendered.
        self._template = Literal(str(template))  # type: ignore[assignment]


def install_guard() -> None:
    """Make branca take rendered text literally, in the whole process; again changes nothing."""
    branca_element.Element.__init__ = _literal_init  # type: ignore[method-assign]


@cache
def require_guard() -> None:
    """Render a probe in the ways a name can reach the library; a success is remembered.

    Raises:
        UnsafeMap: the probe was computed.
    """
    if _COMPUTED in _rendered_probe():
        msg = (
            "地图没有画出：安装的地图软件包会执行名称里的内容，不安全。其他页面不受影响，数据没有改动。"
            "请让管理员按 requirements.txt 重新安装（make setup）。"
        )
        raise UnsafeMap(msg)


def _rendered_probe() -> str:
    probe = folium.Map(tiles=None)
    folium.Marker([0, 0], tooltip=_PROBE, popup=folium.Popup(_PROBE)).add_to(probe)
    folium.GeoJson(_probe_feature(), name=_PROBE).add_to(probe)
    probe.add_child(branca_element.Html(_PROBE))
    drawn = probe.get_root().render() + branca_element.Element(_PROBE).render()
    return drawn + str(branca_element.Html(_PROBE, script=True).render())


def _probe_feature() -> dict[str, object]:
    point = {"type": "Point", "coordinates": [0, 0]}
    return {"type": "Feature", "properties": {"name": _PROBE}, "geometry": point}


def safe_text(text: str) -> str:
    """Return `text` as HTML that reads the same and means nothing to HTML, JS or Jinja.

    The only way for text of unknown origin into a folium object.
    """
    return "".join(f"&#{ord(c)};" if c in _BREAKING else escape(c, quote=True) for c in text)


def inert_json(value: object) -> str:
    r"""Return `value` as JSON that stands unharmed in a script whatever its texts contain.

    In texts, marks that mean something elsewhere are written as \uXXXX: `</script>` cannot end
    the script, `{{` cannot begin a template, `_ab12` is not taken for one of folium's names.
    """
    text = json.dumps(value, separators=(",", ":"), allow_nan=False)
    return _JSON_TEXT.sub(lambda found: _MEANINGFUL.sub(_as_code, found[0]), text)


def _as_code(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
