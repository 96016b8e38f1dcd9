// A form is sent once: its button shows that it is busy, and a second press is not sent. Errors take the focus.
import { each } from "./start.js";

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "dialog" || form.method === "get" || form.matches("[hx-post], [data-hx-post]")) return;
  if (form.dataset.sending !== undefined) return event.preventDefault();
  form.dataset.sending = "";
  event.submitter?.setAttribute("aria-busy", "true");
});

window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sending]")) {
    delete form.dataset.sending;
    for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  }
});

each("[data-takes-focus]", (element) => element.focus());
