// The owners' pages need no script; with it, clocks count down, files show themselves, and an address copies at a press.
import "../../ui/js/start.js";
import "../../ui/js/theme.js";
import "../../ui/js/countdown.js";
import "../../ui/js/toast.js";
import "../../ui/js/keep.js";
import "../../ui/js/sending.js";
import "../../ui/js/files.js";
import { each } from "../../ui/js/start.js";
import { forgetAll } from "./kept.js";

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

// What was begun has arrived: this telephone keeps nothing of it.
each("[data-received]", () => forgetAll().catch(() => null));
