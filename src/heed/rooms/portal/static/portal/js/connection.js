// A form that waits for the connection: sent once it is there, under the same key, so that it arrives once.
const AGAIN = 15_000; // ms

/** Send the form; without a connection say so and try again. `arrived` is called once the server has it. */
export function sendWhenConnected(form, arrived) {
  const waiting = form.querySelector("[data-waiting]");
  let busy = false, timer;

  async function send() {
    clearTimeout(timer);
    if (busy) return;
    busy = true;
    form.querySelector("[type=submit]").setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin" });
      if (answer.redirected) {
        await arrived();
        location.assign(answer.url);
        return;
      }
      form.submit(); // something is to be put right: the page says what
    } catch (problem) {
      if (!(problem instanceof TypeError)) throw problem;
      waiting.textContent = form.dataset.waits;
      waiting.hidden = false;
      form.querySelector("[type=submit]").removeAttribute("aria-busy");
      busy = false;
      timer = setTimeout(send, AGAIN);
    }
  }
  form.addEventListener("submit", (event) => { event.preventDefault(); send(); });
  addEventListener("online", () => { if (!waiting.hidden) send(); });
}
