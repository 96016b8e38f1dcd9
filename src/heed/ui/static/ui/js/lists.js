// Lists: a choice in <form data-autosubmit> narrows at once; of a row of tabs that is too long, the chosen one is in
// sight; a column of mere text that scrolls is reached by keys.
import { each } from "./start.js";

each("form[data-autosubmit]", (form) => {
  form.addEventListener("change", (event) => { if (event.target.matches("select, [type=checkbox]")) form.requestSubmit(); });
});

each(".tabs [aria-current]", (tab) => {
  const row = tab.parentElement;
  if (row.scrollWidth > row.clientWidth) row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
});

each(".room__aside", (aside) => {
  if (aside.scrollHeight > aside.clientHeight && !aside.querySelector("a, button, input, select, summary")) aside.tabIndex = 0;
});
