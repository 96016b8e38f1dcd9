// The list of combobox.js: which choices of a <select> match, their rows under the groups, and where the list stands.
import { say } from "./start.js";

export const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

/** The choices of which group and label together have all the words. The likely ones stand a second time in their group. */
export function matching(select, words) {
  const seen = new Set();
  return [...select.options].filter((option) => {
    const where = plain((option.parentElement.label ?? "") + option.label);
    if (option.disabled || !words.every((word) => where.includes(word))) return false;
    if (words.length && (!option.value || seen.has(option.value))) return false;
    seen.add(option.value);
    return true;
  });
}

function element(role, className, id, words) {
  const made = Object.assign(document.createElement("div"), { className, id, textContent: words });
  if (role) made.setAttribute("role", role);
  return made;
}

/** The rows of these choices, each group below its name. */
export function rowsOf(options, id) {
  const rows = [];
  let group = null, into = null;
  options.forEach((option, nth) => {
    const label = option.parentElement.label ?? "", row = element("option", "combobox__option", `${id}-${nth}`, option.label);
    if (label !== group) {
      group = label;
      into = null;
      if (label) {
        const head = element("presentation", "combobox__group", `${id}-group-${nth}`, label);
        into = element("group", "", `${id}-in-${nth}`, "");
        into.setAttribute("aria-labelledby", head.id);
        into.append(head);
        rows.push(into);
      }
    }
    if (into) into.append(row); else rows.push(row);
  });
  return rows.length ? rows : [element("", "combobox__none", `${id}-none`, say("nothing"))];
}

/** Put the list below its field, or above it where there is more room. */
export function place(list, field) {
  const around = field.getBoundingClientRect(), below = innerHeight - around.bottom - 12, above = around.top - 12;
  const up = below < 220 && above > below;
  Object.assign(list.style, {
    left: `${around.left}px`, width: `${around.width}px`, maxHeight: `${Math.min(360, up ? above : below)}px`,
    top: up ? "auto" : `${around.bottom + 4}px`, bottom: up ? `${innerHeight - around.top + 4}px` : "auto",
  });
}
