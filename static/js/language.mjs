// The language menu, and menus in general: they close on Escape and on a click elsewhere. Whoever changes the language
// in the middle of a form finds what they typed again on the same page in the other language (kept in this tab only,
// for two minutes, then gone). Passwords, files and hidden fields are never kept.
const KEY = "hamkke-typed", KEEP_MS = 120_000;
const page = () => location.pathname.replace(/^\/[a-z]{2}(-[a-z]+)?\//i, "/");
const fields = () => [...document.querySelectorAll("main form[method=post] [name]")].filter(
  (field) => !["hidden", "password", "file", "submit", "button"].includes(field.type) && field.autocomplete !== "one-time-code");

function changed(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.options) return [...field.options].some((option) => option.selected !== option.defaultSelected);
  return field.value !== field.defaultValue;
}

function keep() {
  if (!fields().some(changed)) return;
  const typed = fields().filter((f) => !["checkbox", "radio"].includes(f.type) || f.checked).map((f) => [f.name, f.value]);
  sessionStorage.setItem(KEY, JSON.stringify({ page: page(), at: Date.now(), typed }));
}

function restore() {
  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  if (!kept) return;
  sessionStorage.removeItem(KEY);
  if (kept.page !== page() || Date.now() - kept.at > KEEP_MS) return;
  for (const field of fields()) {
    const values = kept.typed.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
    else if (values.length) field.value = values.shift();
  }
}

document.querySelector("[data-language]")?.addEventListener("click", (event) => {
  if (event.target.closest("a, button:not([form])")) keep();
});
addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && document.querySelector("details[data-close][open]");
  if (open) { open.open = false; open.querySelector("summary").focus(); }
});
addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details[data-close][open]")) if (!open.contains(event.target)) open.open = false;
});
restore();
document.querySelector(".errors[autofocus]")?.focus();
