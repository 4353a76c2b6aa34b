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

// Files and folders dropped on the form are chosen as if by its button.
const TEXTS = /\.(txt|html?|jsonl|ndjson)$/i;

async function filesOf(entry) {
  if (entry.isFile) return [await new Promise((done, fail) => entry.file(done, fail))];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (!some.length) return found;
    for (const inner of some) found.push(...(await filesOf(inner)).filter((file) => TEXTS.test(file.name)));
  }
}

function list(drop, files) {
  const names = [...files].map((file) => {
    const line = document.createElement("li");
    line.textContent = file.name;
    return line;
  });
  drop.querySelector(".dropped").replaceChildren(...names);
}

for (const drop of document.querySelectorAll(".drop")) {
  const field = drop.querySelector("input[type=file]");
  field.addEventListener("change", () => list(drop, field.files));
  drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", async (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
    const chosen = new DataTransfer();
    const files = entries.length ? (await Promise.all(entries.map(filesOf))).flat() : event.dataTransfer.files;
    for (const file of files) chosen.items.add(file);
    field.files = chosen.files;
    list(drop, field.files);
  });
}
