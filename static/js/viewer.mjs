// Page images on the desk: turn by quarters, zoom in four steps, drag to move. `[data-viewer]` holds a `.stage` and links
// with data-turn or data-zoom="1|-1"; without this script the links ask the server for the same. A file whose page images
// are not made yet has no stage.
for (const stage of document.querySelectorAll("[data-viewer] .stage")) {
  const viewer = stage.closest("[data-viewer]");
  const at = { z: 1, r: 0 };
  const set = (name, value) => {
    stage.classList.remove(`${name}${at[name]}`);
    at[name] = value;
    stage.classList.add(`${name}${value}`);
  };
  viewer.addEventListener("click", (event) => {
    const control = event.target.closest("[data-turn], [data-zoom]");
    if (!control) return;
    event.preventDefault();
    if (control.hasAttribute("data-turn")) set("r", (at.r + 1) % 4);
    else set("z", Math.min(4, Math.max(1, at.z + Number(control.dataset.zoom))));
  });
  let from = null;
  stage.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && at.z > 1) from = { x: event.clientX + stage.scrollLeft, y: event.clientY + stage.scrollTop };
  });
  addEventListener("pointermove", (event) => { if (from) stage.scrollTo(from.x - event.clientX, from.y - event.clientY); });
  addEventListener("pointerup", () => { from = null; });
  stage.addEventListener("dragstart", (event) => event.preventDefault());
}
