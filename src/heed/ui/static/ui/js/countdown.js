// Keeps [data-clock] pills fresh: data-due (the limit), data-target, data-start, all UTC. The same rules as heed.ui.humanize.
import { now, say } from "./start.js";

const MINUTE = 60, HOUR = 3600, DAY = 86400;

/** Say a number of seconds as the server does. */
export function duration(length) {
  const seconds = Math.floor(Math.abs(length));
  if (seconds < MINUTE) return say("now");
  if (seconds < HOUR) return say("min", { count: Math.floor(seconds / MINUTE) });
  const [unit, word, smaller, smallerWord] = seconds < DAY ? [HOUR, "h", MINUTE, "min"] : [DAY, "d", HOUR, "h"];
  const whole = Math.floor(seconds / unit), rest = Math.floor((seconds % unit) / smaller);
  const said = say(word, { count: whole });
  return whole < 3 && rest ? `${said} ${say(smallerWord, { count: rest })}` : said;
}

/** What a clock says at `at` (ms): { text, tone, share }. */
export function reading({ due, target, start }, at) {
  const last = due ?? target, aim = target ?? due;
  const share = start && last > start ? Math.max(0, Math.min(100, Math.floor(((at - start) / (last - start)) * 100))) : 0;
  if (!due) return at < last
    ? { text: say("target", { time: duration((last - at) / 1000) }), tone: "good", share }
    : { text: say("past", { time: duration((at - last) / 1000) }), tone: "warn", share: 100 };
  if (at >= last) return { text: say("late", { time: duration((at - last) / 1000) }), tone: "hot", share: 100 };
  if (at < aim && aim < last) return { text: say("target", { time: duration((aim - at) / 1000) }), tone: "good", share };
  const near = aim < last || share >= 75;
  return { text: say("left", { time: duration((last - at) / 1000) }), tone: near ? "warn" : "good", share };
}

const time = (text) => (text ? Date.parse(text) : undefined);

function refresh() {
  const at = now();
  for (const clock of document.querySelectorAll("[data-clock]")) {
    const { due, target, start } = clock.dataset;
    const { text, tone, share } = reading({ due: time(due), target: time(target), start: time(start) }, at);
    const words = clock.querySelector("time"), bar = clock.querySelector("progress");
    if (words && words.textContent !== text) words.textContent = text;
    if (clock.dataset.tone !== tone) clock.dataset.tone = tone;
    if (bar && bar.value !== share) bar.value = share;
  }
}

refresh();
setInterval(refresh, 5000);
document.addEventListener("visibilitychange", () => document.hidden || refresh());
document.addEventListener("htmx:load", refresh);
