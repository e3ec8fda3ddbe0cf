// Warns five minutes before the session ends. One tap prolongs it, in all tabs, unless it ends in any case: that is said once.
const dialog = document.getElementById("session-warning");
const WARN_MS = 5 * 60_000;
let ends = Number(dialog.dataset.ends) * 1000;
let last = dialog.dataset.last === "1";
let told = false;
const others = new BroadcastChannel("hamkke-session");
others.onmessage = ({ data }) => { ({ ends, last } = data); dialog.close(); };

function look() {
  const left = ends - Date.now();
  if (left <= 0) { dialog.close(); return; }
  if (left >= WARN_MS || dialog.open || told) return;
  told = last;
  for (const part of dialog.querySelectorAll("[data-when]")) part.hidden = (part.dataset.when === "last") !== last;
  dialog.showModal();
}
look();
setInterval(look, 5000);

dialog.querySelector("[data-go-on]").addEventListener("click", () => dialog.close());
dialog.querySelector("[data-stay]").addEventListener("click", async () => {
  const token = dialog.querySelector("[name=csrfmiddlewaretoken]").value;
  try {
    const answer = await fetch(dialog.dataset.extend, { method: "POST", headers: { "X-CSRFToken": token, Accept: "application/json" } });
    if (!answer.ok) return location.reload();
    const said = await answer.json();
    ends = said.ends_at * 1000;
    last = said.last;
    others.postMessage({ ends, last });
    dialog.close();
  } catch {
    dialog.close(); // offline: asked again in five seconds
  }
});
