// The owners' pages need no script; with it, clocks count down, files show themselves, and an address copies at a press.
import "../../ui/js/start.js";
import "../../ui/js/theme.js";
import "../../ui/js/countdown.js";
import "../../ui/js/toast.js";
import "../../ui/js/keep.js";
import "../../ui/js/sending.js";
import "../../ui/js/files.js";
import "../../ui/js/copy.js";
import "../../ui/js/signature.js";
import { each } from "../../ui/js/start.js";
import { forgetAll } from "./kept.js";

// What was begun has arrived: this telephone keeps nothing of it.
each("[data-received]", () => forgetAll().catch(() => null));
