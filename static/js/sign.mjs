// A signature drawn by hand (templates/parts/sign.html). Strokes are kept as points, not pixels, in the hidden input:
// {"w": 600, "h": 192, "strokes": [[[x, y, ms], …], …]}; so they survive turning the phone and print sharply.
// Where a browser blocks or falsifies the canvas, the way of typing the name is chosen instead, and that is said.
import SignaturePad from "../vendor/signature_pad/signature_pad.min.mjs";

const tenth = (n) => Math.round(n * 10) / 10;

function canvasWorks() {
  const canvas = document.createElement("canvas"), context = canvas.getContext?.("2d");
  if (!context) return false;
  canvas.width = canvas.height = 8;
  context.fillStyle = "#123456";
  context.fillRect(0, 0, 8, 8);
  const seen = context.getImageData(0, 0, 8, 8).data;
  return seen.every((value, i) => value === [0x12, 0x34, 0x56, 0xff][i % 4]);
}

function start(box) {
  const canvas = box.querySelector("canvas"), input = box.querySelector("input[type=hidden]");
  const pad = new SignaturePad(canvas, { minWidth: 1, maxWidth: 3, penColor: "#1b2730" });
  let width = 0;

  const write = () => {
    const strokes = pad.toData().map((group) => group.points.map((p) => [tenth(p.x), tenth(p.y), Math.round(p.time - pad.toData()[0].points[0].time)]));
    input.value = strokes.length ? JSON.stringify({ w: canvas.clientWidth, h: canvas.clientHeight, strokes }) : "";
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const fit = () => {
    if (!canvas.clientWidth || canvas.clientWidth === width) return;
    const scale = width ? canvas.clientWidth / width : 1, dense = Math.max(devicePixelRatio, 1);
    const groups = pad.toData().map((group) => ({ ...group, points: group.points.map((p) => ({ ...p, x: p.x * scale, y: p.y * scale })) }));
    width = canvas.clientWidth;
    canvas.width = width * dense;
    canvas.height = canvas.clientHeight * dense;
    canvas.getContext("2d").scale(dense, dense);
    pad.clear();
    pad.fromData(groups);
    write();
  };
  const restore = () => {
    const kept = input.value && JSON.parse(input.value);
    if (!kept) return;
    const scale = canvas.clientWidth / kept.w;
    pad.fromData(kept.strokes.map((stroke) => ({ penColor: "#1b2730", minWidth: 1, maxWidth: 3, dotSize: 0, velocityFilterWeight: 0.7, compositeOperation: "source-over",
      points: stroke.map(([x, y, time]) => ({ x: x * scale, y: y * scale, time, pressure: 0.5 })) })));
  };

  pad.addEventListener("endStroke", write);
  box.querySelector("[data-undo]").addEventListener("click", () => { pad.fromData(pad.toData().slice(0, -1)); write(); });
  box.querySelector("[data-clear]").addEventListener("click", () => { pad.clear(); write(); });
  const kept = input.value;
  new ResizeObserver(fit).observe(canvas);
  fit();
  input.value = kept;
  restore();
}

// Only the fields of the chosen way are shown: [data-way="drawn"] for the radio of that value.
function ways(form) {
  const radios = [...form.querySelectorAll("input[type=radio][data-ways], [data-ways] input[type=radio]")];
  const show = () => {
    const chosen = radios.find((radio) => radio.checked)?.value;
    for (const part of form.querySelectorAll("[data-way]")) part.hidden = part.dataset.way !== chosen;
  };
  radios.forEach((radio) => radio.addEventListener("change", show));
  if (radios.length) show();
  return radios;
}

for (const box of document.querySelectorAll("[data-sign]")) {
  const radios = ways(box.closest("form"));
  if (canvasWorks()) start(box);
  else {
    box.querySelector("[data-blocked]").hidden = false;
    for (const part of box.querySelectorAll("canvas, [data-undo], [data-clear]")) part.hidden = true;
    const typed = radios.find((radio) => radio.value === "typed");
    if (typed) { typed.checked = true; typed.dispatchEvent(new Event("change")); }
  }
}
