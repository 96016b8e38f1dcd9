// The one script of every page. Each module looks for its own attributes and leaves the rest alone.
import "./start.js";
import "./theme.js";
import "./countdown.js";
import "./stopwatch.js";
import "./dialog.js";
import "./keys.js";
import "./palette.js";
import "./toast.js";
import "./keep.js";
import "./sending.js";
import "./files.js";
import "./signature.js";
import "./lookup.js";
import "./quick.js";
import "./when.js";
import "./lists.js";
import "./leaving.js";
