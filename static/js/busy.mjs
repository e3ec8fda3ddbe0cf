// A button whose work takes long says so: once its form is on the way, data-busy stands in place of its words and is read
// out. A second press does nothing here, and nothing at the server either (the form's nonce).
addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button?.dataset.busy) return;
  if (button.getAttribute("aria-disabled")) return event.preventDefault();
  button.setAttribute("aria-disabled", "true");
  button.setAttribute("aria-live", "polite");
  button.textContent = button.dataset.busy;
});
