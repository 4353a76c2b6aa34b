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

// htmx does not know links inside drawings: they open their article beside the story as all others do.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("svg a[hx-boost]");
  const beside = document.getElementById("beside");
  if (!link || !beside || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const address = link.getAttribute("href");
  await htmx.ajax("GET", address.split("#")[0], { target: beside, swap: "innerHTML", push: address });
  (document.getElementById("here") ?? beside).scrollIntoView({ block: "nearest" });
});

// What opens beside the story is read next: it takes the focus. Its cross and Escape close it in place and give the focus back.
let opener = null;

document.addEventListener("htmx:after:swap", () => {
  const beside = document.getElementById("beside");
  const close = beside?.querySelector(".close");
  if (!close || beside.contains(document.activeElement)) return;
  opener = document.activeElement;
  (document.getElementById("here") ?? close).focus({ preventScroll: true });
});

function closeBeside(beside, address) {
  history.pushState({ htmx: true }, "", address);
  beside.replaceChildren();
  (opener?.isConnected ? opener : document.getElementById("main")).focus({ preventScroll: Boolean(opener) });
}

document.addEventListener("click", (event) => {
  const close = event.target.closest("#beside .close");
  if (!close || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  closeBeside(document.getElementById("beside"), close.href);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.target.closest("input, textarea, select")) return;
  const menu = document.querySelector(".take[open]");
  const close = document.querySelector("#beside .close");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else if (close) {
    closeBeside(document.getElementById("beside"), close.href);
  }
});

// Words selected in an article lead to the forms that decide on them. Places count code points, as everywhere.
const choosing = document.createElement("a");
choosing.className = "choosing button";

function placeOf(node, offset) {
  const sentence = node.nodeType === Node.TEXT_NODE && node.parentElement.closest(".text span[id^='n']");
  if (!sentence || node.parentElement.closest(".note, .rests")) return null;
  const pieces = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT);
  let place = Number(sentence.id.slice(1));
  while (pieces.nextNode() && pieces.currentNode !== node) {
    if (!pieces.currentNode.parentElement.closest(".note, .rests")) place += [...pieces.currentNode.data].length;
  }
  return place + [...node.data.slice(0, offset)].length;
}

function offer() {
  const chosen = document.getSelection();
  choosing.remove();
  if (!chosen.rangeCount || chosen.isCollapsed || !chosen.toString().trim()) return;
  const range = chosen.getRangeAt(0);
  const text = range.startContainer.parentElement?.closest(".text[data-article]");
  const start = placeOf(range.startContainer, range.startOffset);
  const end = placeOf(range.endContainer, range.endOffset);
  if (!text || !text.contains(range.endContainer) || start === null || end === null || end <= start) return;
  const query = new URLSearchParams({ article: text.dataset.article, at: `${start}-${end}`, next: location.pathname + location.search });
  choosing.href = `/decide?${query}`;
  choosing.textContent = text.dataset.decide;
  const box = range.getBoundingClientRect();
  choosing.style.top = `${box.bottom + window.scrollY + 8}px`;
  choosing.style.left = `${Math.max(8, Math.min(box.left + window.scrollX, document.documentElement.clientWidth - 240))}px`;
  document.body.append(choosing);
}

let offering = 0;
document.addEventListener("selectionchange", () => {
  clearTimeout(offering);
  offering = setTimeout(offer, 250);
});
