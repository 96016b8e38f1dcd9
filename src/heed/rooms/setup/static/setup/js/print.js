// <button data-print>: print the page.
import { each } from "../../ui/js/start.js";

each("[data-print]", (button) => button.addEventListener("click", () => window.print()));
