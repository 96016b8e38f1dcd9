// [data-stopwatch data-started-at data-target data-limit]: counts up; amber at the target, red at the limit (seconds).
// On the way it sends "stopwatch:target" and "stopwatch:limit", and shows what waits with [hidden][data-after="target|limit"].
import { each, now } from "./start.js";

const two = (n) => String(n).padStart(2, "0");

function said(seconds) {
  const hours = Math.floor(seconds / 3600);
  return `${hours ? `${hours}:` : ""}${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function reached(watch, mark) {
  watch.dispatchEvent(new CustomEvent(`stopwatch:${mark}`, { bubbles: true }));
  for (const waiting of document.querySelectorAll(`[data-after="${mark}"]`)) waiting.hidden = false;
}

each("[data-stopwatch]", (watch) => {
  const began = Date.parse(watch.dataset.startedAt);
  const target = Number(watch.dataset.target) || Infinity, limit = Number(watch.dataset.limit) || Infinity;
  let passed = [];
  const tick = () => {
    if (!watch.isConnected) return clearInterval(timer);
    if ("stopped" in watch.dataset) return;
    const seconds = Math.max(0, Math.floor((now() - began) / 1000));
    watch.textContent = said(seconds);
    const tone = seconds >= limit ? "hot" : seconds >= target ? "warn" : "";
    if (tone) watch.dataset.tone = tone; else delete watch.dataset.tone;
    for (const [mark, at] of [["target", target], ["limit", limit]]) {
      if (seconds >= at && !passed.includes(mark)) { passed.push(mark); reached(watch, mark); }
    }
  };
  const timer = setInterval(tick, 500);
  tick();
});
