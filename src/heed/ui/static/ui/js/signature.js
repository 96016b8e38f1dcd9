// [data-signature]: a canvas to sign on with mouse, finger or pen; the hidden field gets a PNG (data URL), or nothing.
// The ground is always white and the ink dark, so that it reads in the dark and on paper.
import { each } from "./start.js";

const INK = "#14231e", WIDTH = 2.4, SCALE = 2;

function draw(pen, strokes, width, height) {
  pen.lineCap = pen.lineJoin = "round";
  pen.strokeStyle = pen.fillStyle = INK;
  for (const stroke of strokes) {
    const at = stroke.map(([x, y]) => [x * width, y * height]);
    pen.lineWidth = WIDTH;
    pen.beginPath();
    if (at.length < 3) { pen.arc(at[0][0], at[0][1], WIDTH * 0.8, 0, 7); pen.fill(); continue; }
    pen.moveTo(...at[0]);
    for (let i = 1; i < at.length - 1; i++) pen.quadraticCurveTo(...at[i], (at[i][0] + at[i + 1][0]) / 2, (at[i][1] + at[i + 1][1]) / 2);
    pen.lineTo(...at.at(-1));
    pen.stroke();
  }
}

each("[data-signature]", (pad) => {
  const canvas = pad.querySelector("canvas"), field = pad.querySelector("input"), pen = canvas.getContext("2d");
  let strokes = [], stroke = null, before = null;

  if (field.value.startsWith("data:image/png")) {
    const image = new Image();
    image.addEventListener("load", () => { before = image; paint(); });
    image.src = field.value;
  }

  function paint() {
    const { width, height } = canvas.getBoundingClientRect();
    if (!width) return;
    canvas.width = Math.round(width * SCALE);
    canvas.height = Math.round(height * SCALE);
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.scale(SCALE, SCALE);
    if (before) pen.drawImage(before, 0, 0, width, before.height * (width / before.width));
    draw(pen, strokes, width, height);
    pad.toggleAttribute("data-signed", Boolean(strokes.length || before));
  }

  function keep() {
    field.value = strokes.length || before ? canvas.toDataURL("image/png") : "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  const point = (event) => {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    stroke = [point(event)];
    strokes.push(stroke);
    pad.dataset.drawing = "";
    paint();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!stroke) return;
    for (const each of event.getCoalescedEvents?.() ?? [event]) stroke.push(point(each));
    paint();
  });
  for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, () => {
    if (!stroke) return;
    stroke = null;
    delete pad.dataset.drawing;
    paint();
    keep();
  });
  pad.querySelector("[data-undo]")?.addEventListener("click", () => { if (!strokes.pop()) before = null; paint(); keep(); });
  pad.querySelector("[data-clear]")?.addEventListener("click", () => { strokes = []; before = null; paint(); keep(); });
  new ResizeObserver(() => paint()).observe(canvas);
});
