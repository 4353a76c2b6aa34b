// Comfort only: every page and form works without this.
"use strict";

// "/" leads to the search box, as in other reading rooms.
document.addEventListener("keydown", (event) => {
  const field = document.getElementById("q");
  const writes = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && field && !writes && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    field.focus();
    field.select();
  }
});

// A form that filters is sent as soon as something is chosen in it.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-sends]");
  if (form) form.requestSubmit();
});
