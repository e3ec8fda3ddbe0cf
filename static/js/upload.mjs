// Choosing a file sends it. A plain multipart form (`form[data-upload]`) becomes one request per file, each with its own
// line, bar and words in the list `[data-files]`; without this script the form's button sends them all.
// Answers: 2xx {"html": "<li>…"} takes the line's place; 4xx {"detail": "sentence"} is shown in it; 401 leads to sign-in.
// A lost connection is tried again five times, then by a button. Sentences come from data-* of the form (parts/upload.html).
const TRIES = 5;
const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const megabytes = (n) => (n / 1048576).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1, minimumFractionDigits: 1 });

function line(form, file) {
  const item = document.createElement("li");
  item.innerHTML = '<span class="thumb"></span><div><b></b><p class="small quiet" data-words></p><progress></progress></div>';
  item.querySelector("b").textContent = file.name;
  item.querySelector("progress").setAttribute("aria-label", file.name);
  if (/^image\/(jpeg|png|webp|gif)$/.test(file.type)) {
    const picture = new Image();
    picture.alt = "";
    picture.src = URL.createObjectURL(file);
    picture.className = "thumb";
    picture.onload = () => URL.revokeObjectURL(picture.src);
    item.firstChild.replaceWith(picture);
  }
  document.getElementById(form.dataset.files).append(item);
  return item;
}

const say = (form, words) => { form.querySelector("[data-live]").textContent = words; };

function fail(form, item, file, words, retry) {
  item.classList.add("bad");
  item.querySelector("progress").hidden = true;
  const text = item.querySelector("[data-words]");
  text.className = "wrong";
  text.textContent = words;
  item.querySelectorAll("button").forEach((button) => button.remove());
  for (const [label, act] of [...(retry ? [[form.dataset.retry, retry]] : []), [form.dataset.remove, () => { item.remove(); say(form, ""); }]]) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "btn text low", textContent: label, onclick: act });
    button.setAttribute("aria-label", `${label}: ${file.name}`);
    text.after(button);
  }
  say(form, `${file.name}: ${words}`);
}

function send(form, item, file, attempt = 1) {
  const request = new XMLHttpRequest(), data = new FormData(form);
  const input = form.querySelector("input[type=file]");
  data.delete(input.name);
  data.append(input.name, file, file.name);
  item.classList.remove("bad");
  const bar = item.querySelector("progress"), text = item.querySelector("[data-words]");
  bar.hidden = false;
  text.className = "small quiet";
  request.upload.onprogress = ({ loaded, total }) => {
    bar.max = total;
    bar.value = loaded;
    text.textContent = loaded < total ? fill(form.dataset.sending, { sent: megabytes(loaded), total: megabytes(total) }) : form.dataset.looking;
  };
  request.onerror = request.ontimeout = () => {
    if (attempt < TRIES) setTimeout(() => send(form, item, file, attempt + 1), 1000 * 2 ** (attempt - 1));
    else fail(form, item, file, form.dataset.lost, () => send(form, item, file));
  };
  request.onload = () => {
    const answer = request.response ?? {};
    if (request.status === 401) location.href = `${answer.sign_in}?next=${encodeURIComponent(location.pathname)}`;
    else if (request.status >= 500 || !request.response) request.onerror();
    else if (request.status >= 400) fail(form, item, file, answer.detail ?? form.dataset.lost);
    else {
      const made = document.createElement("template");
      made.innerHTML = answer.html ?? "";
      if (made.content.firstElementChild) item.replaceWith(made.content); else location.reload();
      say(form, fill(form.dataset.arrived, { name: file.name }));
    }
  };
  request.open("POST", form.dataset.upload || form.action);
  request.setRequestHeader("Accept", "application/json");
  request.responseType = "json";
  request.send(data);
}

for (const form of document.querySelectorAll("form[data-upload]")) {
  const input = form.querySelector("input[type=file]"), drop = form.querySelector("[data-drop]");
  const take = (files) => {
    for (const file of files) {
      const item = line(form, file);
      if (file.size > Number(form.dataset.max)) fail(form, item, file, fill(form.dataset.large, { name: file.name, size: megabytes(file.size) }));
      else send(form, item, file);
    }
    input.value = "";
  };
  form.querySelectorAll("[data-plain]").forEach((button) => { button.hidden = true; });
  input.addEventListener("change", () => take([...input.files]));
  drop?.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
  for (const name of ["dragleave", "drop"]) drop?.addEventListener(name, () => drop.classList.remove("over"));
  drop?.addEventListener("drop", (event) => { event.preventDefault(); take([...event.dataTransfer.files]); });
}
