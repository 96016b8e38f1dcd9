// Short notices. The server: Django's messages, or HX-Trigger: {"toast": {"text": "…", "tone": "good|info|warn|hot"}}.
// Good news goes by itself after a while; a warning stays until it is closed.
import { each, say } from "./start.js";

const STAYS = 7000;
const queue = document.querySelector(".toasts");

export function toast(text, tone = "good") {
  const copy = document.getElementById("toast")?.content.firstElementChild.cloneNode(true);
  if (!copy || !queue) return;
  copy.dataset.tone = tone;
  copy.querySelector("p").textContent = text;
  queue.append(copy);
  mind(copy);
}

function leave(note) {
  note.dataset.leaving = "";
  setTimeout(() => note.remove(), 300);
}

const minded = new WeakSet();
function mind(note) {
  if (minded.has(note)) return;
  minded.add(note);
  note.querySelector("[data-close]")?.addEventListener("click", () => leave(note));
  if (["warn", "hot"].includes(note.dataset.tone)) return;
  let timer = setTimeout(() => leave(note), STAYS);
  note.addEventListener("pointerenter", () => clearTimeout(timer));
  note.addEventListener("pointerleave", () => { timer = setTimeout(() => leave(note), STAYS / 2); });
}

each(".toast", mind);
document.addEventListener("toast", ({ detail }) => toast(detail.text ?? detail.value, detail.tone));
document.addEventListener("htmx:sendError", () => toast(say("lost"), "hot"));
document.addEventListener("htmx:responseError", () => toast(say("failed"), "hot"));
