// [data-drop] with a file input: drop, paste and choose add up; each shows itself and can be taken out again.
import { each, say } from "./start.js";
import { toast } from "./toast.js";

function size(bytes) {
  for (const unit of ["B", "KB", "MB"]) {
    if (bytes < 1024) return `${unit === "MB" && bytes < 10 ? bytes.toFixed(1) : Math.round(bytes)} ${unit}`;
    bytes /= 1024;
  }
  return `${bytes.toFixed(1)} GB`;
}

/** A file as a row of a list, with a button that calls `remove`. */
export function shown(file, remove) {
  const row = document.createElement("li");
  row.className = "file";
  const thumb = document.createElement(file.type.startsWith("image/") ? "img" : "span");
  thumb.className = "file__thumb";
  if (thumb.tagName === "IMG") {
    thumb.alt = "";
    thumb.src = URL.createObjectURL(file);
    thumb.addEventListener("load", () => URL.revokeObjectURL(thumb.src), { once: true });
  } else thumb.textContent = file.name.split(".").pop().toUpperCase().slice(0, 5);
  const name = Object.assign(document.createElement("span"), { className: "file__name", textContent: file.name, title: file.name });
  const how = Object.assign(document.createElement("small"), { textContent: size(file.size) });
  const drop = Object.assign(document.createElement("button"), { type: "button", className: "file__drop", textContent: "×" });
  drop.setAttribute("aria-label", say("remove", { name: file.name }));
  drop.addEventListener("click", remove);
  row.append(thumb, name, how, drop);
  return row;
}

each("[data-drop]", (zone) => {
  const input = zone.querySelector("input[type=file]"), list = zone.querySelector(".drop__files");
  const most = (file) => Number(/^(audio|video)\//.test(file.type) ? zone.dataset.maxMediaSize : zone.dataset.maxSize) || Infinity;
  let files = [];

  function settle() {
    const carried = new DataTransfer();
    for (const file of files) carried.items.add(file);
    input.files = carried.files;
    list.replaceChildren(...files.map((file) => shown(file, () => { files = files.filter((other) => other !== file); settle(); input.focus(); })));
  }

  function add(more) {
    for (const file of more) {
      if (file.size > most(file)) { toast(say("too_big", { name: file.name, size: size(most(file)) }), "warn"); continue; }
      const known = files.some((other) => other.name === file.name && other.size === file.size && other.lastModified === file.lastModified);
      if (!known) files = input.multiple ? [...files, file] : [file];
    }
    settle();
  }

  input.addEventListener("change", () => add([...input.files]));
  for (const name of ["dragenter", "dragover"]) zone.addEventListener(name, (event) => { event.preventDefault(); zone.dataset.over = ""; });
  for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => delete zone.dataset.over);
  zone.addEventListener("drop", (event) => { event.preventDefault(); add([...event.dataTransfer.files]); });
  zone.closest("form")?.addEventListener("paste", (event) => {
    const pasted = [...(event.clipboardData?.files ?? [])];
    if (pasted.length) { event.preventDefault(); add(pasted); }
  });
  zone.closest("form")?.addEventListener("reset", () => { files = []; settle(); });
});
