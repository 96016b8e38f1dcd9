// Sending what waits: in order, each under its own key, so that one that is sent again is made once.
import { forget, keep, stepsOf } from "../../ui/js/store.js";

let running = null;

/** Send what waits; gives "sent", "waits" (no network), "signed_out", "refused" or "nothing". One sending at a time. */
export const send = (line) => (running ??= _send(line).finally(() => { running = null; }));

async function _send(line) {
  const account = Number(line.dataset.account);
  let token, outcome = "nothing";
  const stuck = new Set();
  for (const step of await stepsOf(account)) {
    if (step.said) stuck.add(step.order); // it was refused: those after it wait for the person
    if (stuck.has(step.order)) { outcome = "refused"; continue; }
    try {
      token ??= await tokenOf(line, account);
      if (!token) return "signed_out";
      const answer = await sent(line.dataset.replay, step, token);
      if (answer.status === 401 || answer.status === 403) return "signed_out";
      if (answer.status >= 500) return "waits";
      if (answer.ok) { await forget(step); outcome = outcome === "refused" ? outcome : "sent"; continue; }
      step.said = (await answer.json().catch(() => ({}))).said ?? [`${answer.status}`];
      await keep(step);
      stuck.add(step.order);
      outcome = "refused";
    } catch (problem) {
      if (problem instanceof TypeError) return "waits"; // what fetch says where there is no network
      throw problem;
    }
  }
  return outcome;
}

async function tokenOf(line, account) {
  const answer = await fetch(line.dataset.who, { credentials: "same-origin", cache: "no-store" });
  const told = answer.ok ? await answer.json() : {};
  return told.account === account ? told.token : "";
}

function sent(address, step, token) {
  const form = new FormData();
  for (const [name, value] of step.fields) if (name !== "csrfmiddlewaretoken") form.append(name, value);
  for (const name of ["key", "move", "made_at"]) form.set(name, step[name]);
  form.set("order", String(step.order));
  return fetch(address, { method: "POST", body: form, credentials: "same-origin", headers: { "X-CSRFToken": token, Accept: "application/json" } });
}
