// Warns five minutes before the session ends; one tap prolongs it. Other tabs are told, so that one tap is enough for all.
const dialog = document.getElementById("session-warning");
const WARN_MS = 5 * 60_000;
let ends = Number(dialog.dataset.ends) * 1000;
const others = new BroadcastChannel("hamkke-session");
others.onmessage = ({ data }) => { ends = data; dialog.close(); };

function look() {
  const left = ends - Date.now();
  if (left <= 0) { dialog.close(); return; }
  if (left < WARN_MS && !dialog.open) dialog.showModal();
}
look();
setInterval(look, 5000);

dialog.querySelector("[data-stay]").addEventListener("click", async () => {
  const token = dialog.querySelector("[name=csrfmiddlewaretoken]").value;
  try {
    const answer = await fetch(dialog.dataset.extend, { method: "POST", headers: { "X-CSRFToken": token, Accept: "application/json" } });
    if (!answer.ok) return location.reload();
    ends = (await answer.json()).ends_at * 1000;
    others.postMessage(ends);
    dialog.close();
  } catch {
    dialog.close(); // offline: asked again in five seconds
  }
});
