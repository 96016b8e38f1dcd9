// Native <dialog>: [data-opens="id"] opens, [data-close] and a press on the veil close. A dialog that comes by htmx with
// [data-open] opens itself and goes when closed; the server closes it with HX-Trigger: dialog:close.
import { each } from "./start.js";

const dirty = (dialog) => [...dialog.querySelectorAll("textarea, input:not([type=hidden], [type=search])")].some((field) => field.value !== field.defaultValue && field.type !== "checkbox" && field.type !== "radio");

export function open(dialog) {
  if (!dialog || dialog.open) return;
  for (const menu of document.querySelectorAll("[popover]:popover-open")) menu.hidePopover();
  dialog.showModal();
  dialog.dispatchEvent(new CustomEvent("dialog:open"));
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.opens);
    if (dialog) { event.preventDefault(); open(dialog); }
    return;
  }
  const dialog = event.target.closest("dialog");
  if (!dialog) return;
  if (event.target.closest("[data-close]")) return dialog.close();
  if (event.target === dialog && outside(dialog, event) && !dirty(dialog)) dialog.close();
});

function outside(dialog, { clientX, clientY }) {
  const box = dialog.getBoundingClientRect();
  return clientX < box.left || clientX > box.right || clientY < box.top || clientY > box.bottom;
}

each("dialog[data-open]", (dialog) => {
  open(dialog);
  dialog.addEventListener("close", () => dialog.remove());
});

document.addEventListener("dialog:close", () => {
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
});
