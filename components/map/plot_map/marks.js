// How a place looks: shape and letter by kind, colour by kind or verdict, hollow if it is a sample.

const RADIUS = 10;
const FONT = '"Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif';

const PHONE = 500; // px of width below which a map is a phone's

const isNarrow = (map) => map.getSize().x < PHONE;

function outline(context, { x, y }, radius, corners) {
  context.beginPath();
  if (!corners.length) context.arc(x, y, radius, 0, 2 * Math.PI);
  corners.forEach(([right, down], at) => {
    context[at ? "lineTo" : "moveTo"](x + right * radius, y + down * radius);
  });
  context.closePath();
}

function write(context, text, x, y, size, colour) {
  context.fillStyle = colour;
  context.font = `700 ${size}px ${FONT}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(text, x, y);
}

/** Draw one place; `look` is { kind, sample, verdict }. A sample is hollow with a dashed edge. */
function drawMark(context, point, radius, look) {
  const mark = MARKS[look.kind];
  const verdict = VERDICTS[look.verdict];
  const colour = verdict ? verdict.colour : mark.colour;
  context.save();
  context.lineWidth = look.sample ? 2 : 1.5;
  context.setLineDash(look.sample ? [3, 2] : []);
  outline(context, point, radius, mark.corners);
  context.fillStyle = look.sample ? "#ffffff" : colour;
  context.fill();
  context.strokeStyle = look.sample ? colour : "#ffffff";
  context.stroke();
  write(context, mark.letter, point.x, point.y + 1, radius * 1.15, look.sample ? colour : "#ffffff");
  if (verdict) drawBadge(context, point, radius, verdict);
  context.restore();
}

/** The verdict once more as a sign, so that it can be read without colour. */
function drawBadge(context, { x, y }, radius, verdict) {
  const at = { x: x + radius * 0.95, y: y - radius * 0.95 };
  context.setLineDash([]);
  context.lineWidth = 1.5;
  outline(context, at, radius * 0.6, []);
  context.fillStyle = "#ffffff";
  context.fill();
  context.strokeStyle = verdict.colour;
  context.stroke();
  write(context, verdict.letter, at.x, at.y + 0.5, radius * 0.95, verdict.colour);
}

/** @type {new (at: L.LatLngTuple) => any} */
const PlaceMarker = L.CircleMarker.extend({
  options: { radius: RADIUS, bubblingMouseEvents: false },
  toGeoJSON: undefined, // else streamlit-folium reports a bare point in place of our own report
  _updatePath() {
    this._renderer._updatePlace(this);
  },
});

L.Canvas.include({
  _updatePlace(marker) {
    if (this._drawing && !marker._empty()) drawMark(this._ctx, marker._point, marker._radius, marker.look);
  },
});

/** A small picture of a mark for the legend, sharp on dense screens. */
function swatch(look) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 56;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.scale(2, 2);
  drawMark(context, { x: 13, y: 15 }, 9, look);
  return canvas;
}
