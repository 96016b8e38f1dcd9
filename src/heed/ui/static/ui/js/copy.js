// A button copies the text that it carries: <button data-copy="…" data-copied="Copied"><span>Copy</span></button>.
import { each } from "./start.js";

/** Put the text into the clipboard; where the browser keeps that to safe connections, by way of a selection. */
async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = Object.assign(document.createElement("textarea"), { value: text, className: "hidden-text" });
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

each("[data-copy]", (button) => {
  const words = button.querySelector("span"), before = words.textContent;
  button.addEventListener("click", async () => {
    await copy(button.dataset.copy);
    words.textContent = button.dataset.copied;
    setTimeout(() => { words.textContent = before; }, 3000);
  });
});
