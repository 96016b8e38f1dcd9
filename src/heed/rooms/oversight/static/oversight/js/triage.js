// Sorting out the list of complaints. [data-tick] ticks the row that last had the focus; [data-triage="snooze"] opens that
// move for this row, or with data-many for all ticked ones. Their letters are data-key, which ui/js/keys.js presses.

let last;

const picks = () => [...document.querySelectorAll(".list__pick")];
const ticked = () => picks().filter((pick) => pick.checked);

function count() {
  for (const place of document.querySelectorAll("[data-picked]")) place.textContent = ticked().length;
}

function tick() {
  const pick = last?.querySelector(".list__pick");
  if (!pick) return;
  pick.checked = !pick.checked;
  count();
}

/** Send the ticked rows to the page of this move. */
function openMany(move) {
  const form = document.getElementById("pick-form");
  const chosen = Object.assign(document.createElement("input"), { type: "hidden", name: "move", value: move });
  form.append(chosen);
  form.requestSubmit();
  chosen.remove(); // else it would still be there when one comes back
}

/** Open the form of this move, for one row, in a dialog. */
function openOne(move, row) {
  const here = encodeURIComponent(location.pathname + location.search);
  const url = `${row.querySelector(".list__link").getAttribute("href")}${move}/?next=${here}`;
  window.htmx.ajax("GET", url, { target: "#dialog", select: "dialog", swap: "innerHTML" });
}

function triage(button) {
  const chosen = ticked();
  if (chosen.length > 1) {
    if (button.dataset.many !== undefined) openMany(button.dataset.triage);
    return;
  }
  const row = chosen[0]?.closest(".list__row") ?? last;
  if (row?.isConnected) openOne(button.dataset.triage, row);
}

document.addEventListener("focusin", (event) => { last = event.target.closest(".list__row:has(.list__pick)") ?? last; });
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-triage], [data-tick]");
  if (!button) return;
  if (button.dataset.tick === undefined) triage(button);
  else tick();
});
document.addEventListener("change", (event) => { if (event.target.matches(".list__pick")) count(); });
document.addEventListener("reset", (event) => { if (event.target.id === "pick-form") setTimeout(count); });
window.addEventListener("pageshow", count);
