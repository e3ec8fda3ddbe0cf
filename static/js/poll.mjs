// Keeps long work fresh. Every `[data-poll]` names a JSON address that answers {done, failed, total, percent, over, …};
// its words go into children with data-field of that name, the percentage also into <progress> and the tab's title.
// Trouble on the way is waited out, never shown as a failure of the work. When the work is over, the page is read anew.
const EVERY = 1500, AT_MOST = 20_000, title = document.title;

function show(box, answer) {
  for (const part of box.querySelectorAll("[data-field]")) {
    if (part.tagName === "PROGRESS") { part.max = answer.total || 1; part.value = answer.done + (answer.failed ?? 0); }
    else if (answer[part.dataset.field] != null && part.textContent !== String(answer[part.dataset.field])) part.textContent = answer[part.dataset.field];
  }
  document.title = `${answer.percent} % – ${title}`;
}

async function watch(box, wait = EVERY) {
  try {
    const response = await fetch(box.dataset.poll, { headers: { Accept: "application/json" }, cache: "no-store" });
    if (response.status === 401 || response.status === 403 || response.redirected) return location.reload();
    if (!response.ok) throw new Error(response.status);
    const answer = await response.json();
    show(box, answer);
    if (answer.over) return location.reload();
    wait = EVERY;
  } catch {
    wait = Math.min(wait * 2, AT_MOST);
  }
  setTimeout(watch, document.hidden ? Math.max(wait, 5000) : wait, box, wait);
}

for (const box of document.querySelectorAll("[data-poll]")) setTimeout(watch, EVERY, box);
// Safari brings back a frozen page from its cache: read it anew.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
