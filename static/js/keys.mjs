// One-letter shortcuts of the desk: whatever carries data-key="a" is pressed (or, if one types in it, focused) by that
// letter. Never inside a field, never while a letter is being composed (Korean, Japanese, Chinese), never with Ctrl or Alt.
// `?` lists them and switches them off for this browser (WCAG 2.1.4). Words come from the dialog in desk/keys.html.
const OFF = "hamkke-keys-off";
const dialog = document.getElementById("keys");
const off = () => localStorage.getItem(OFF) === "1";
const label = (target) => (target.dataset.keyLabel ?? target.getAttribute("aria-label") ?? target.labels?.[0]?.textContent ?? target.textContent).replace(/\s+/g, " ").trim();
const letters = { KeyA: "a", KeyM: "m", KeyX: "x", KeyJ: "j", KeyK: "k", KeyR: "r", KeyS: "s", KeyN: "n", KeyH: "h", KeyO: "o", KeyF: "f" };

function help() {
  const list = dialog.querySelector("dl");
  list.replaceChildren();
  for (const target of document.querySelectorAll("[data-key]")) {
    const name = document.createElement("dt"), what = document.createElement("dd"), key = document.createElement("kbd");
    key.textContent = target.dataset.key.toUpperCase();
    name.append(key);
    what.textContent = label(target).replace(new RegExp(`\\s${target.dataset.key}$`, "i"), "");
    list.append(name, what);
  }
  dialog.querySelector("input").checked = !off();
  dialog.showModal();
}

addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog")) return;
  if (event.key === "?" && dialog) { event.preventDefault(); return help(); }
  if (off()) return;
  const key = /^[a-z/]$/i.test(event.key) ? event.key.toLowerCase() : letters[event.code]; // with a Hangul keyboard too
  const target = key && document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!target || target.disabled) return;
  event.preventDefault();
  if (target.matches("input:not([type=checkbox], [type=radio]), textarea, select")) target.focus();
  else target.click();
});
dialog?.querySelector("input").addEventListener("change", (event) => localStorage.setItem(OFF, event.target.checked ? "0" : "1"));
