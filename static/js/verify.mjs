// Is the file somebody holds the one that was sealed? Hashed in the browser; it is sent nowhere.
// [data-compare="sha-256 in hexadecimal"] holds a hidden [data-with-script] with a file input and a [data-answer].
for (const box of document.querySelectorAll("[data-compare]")) {
  const answer = box.querySelector("[data-answer]");
  if (!crypto.subtle) continue;
  box.querySelector("[data-with-script]").hidden = false;
  box.querySelector("input[type=file]").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    const same = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("") === box.dataset.compare;
    answer.className = `notice ${same ? "ok" : "bad"}`;
    answer.textContent = same ? box.dataset.same : box.dataset.other;
  });
}
