// <button data-print>: print the page.
import { each } from "./start.js";

each("[data-print]", (button) => button.addEventListener("click", () => window.print()));
