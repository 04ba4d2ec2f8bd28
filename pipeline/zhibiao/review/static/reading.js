// The article: its text in pieces, the chosen figure, and the characters that a person selects.

import { $, element, get, t } from "./talk.js";

let open = null; // key of the article shown
let onFigure = () => {};

/** `figure(key, row)` when a highlighted figure is clicked. */
export function start(figure) {
  onFigure = figure;
  $("text").addEventListener("click", (event) => {
    const piece = event.target.closest(".piece.row");
    if (piece && getSelection().isCollapsed) onFigure(open, piece.dataset.row);
  });
}

/** Show an article; answers when its text stands. `anew`: also when it is shown already. */
export async function show(key, anew = false) {
  if (key === open && !anew) return;
  const scrolled = key === open ? $("text").scrollTop : 0;
  open = key;
  const article = await get(`/api/articles/${key}`);
  if (open !== key) return; // another one was asked for meanwhile
  $("headline").textContent = article.title || article.id;
  $("headline").classList.remove("quiet");
  $("source").textContent = [article.title ? article.id : "", article.published, article.error].filter(Boolean).join(" · ");
  $("text").replaceChildren(...article.pieces.map(piece));
  $("text").scrollTop = scrolled;
}

function piece([start, text, kind, type, row, value]) {
  if (!kind) return document.createTextNode(text);
  const made = element("mark", `piece ${kind}`, text);
  if (kind === "row") {
    made.classList.add(type);
    if (value) made.classList.add(value);
    made.dataset.row = row;
    made.title = t[type] || type;
  } else {
    const named = t[`${kind === "rejected" ? "reason" : "kind"} ${type}`] ?? (kind === "time" ? "" : type);
    made.title = [t[kind === "rejected" ? "not_a_row" : kind], named, value].filter(Boolean).join(" · ");
  }
  made.dataset.start = start;
  return made;
}

/** Mark the chosen row's figure and bring it into view. */
export function mark(row) {
  for (const old of $("text").querySelectorAll(".chosen")) old.classList.remove("chosen");
  const figure = [...$("text").querySelectorAll(".piece.row")].find((made) => made.dataset.row === row.row);
  if (!figure) return;
  figure.classList.add("chosen");
  const box = $("text").getBoundingClientRect();
  const spot = figure.getBoundingClientRect();
  if (spot.top < box.top + 20 || spot.bottom > box.bottom - 20)
    $("text").scrollTop += spot.top - box.top - box.height / 3;
}

/** What is selected in the article: its key and characters as the server counts them (code points), or null. */
export function selected() {
  const selection = getSelection();
  if (open === null || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!$("text").contains(range.commonAncestorContainer)) return null;
  const before = document.createRange();
  before.setStart($("text"), 0);
  before.setEnd(range.startContainer, range.startOffset);
  const text = range.toString();
  const lead = text.length - text.trimStart().length;
  const start = [...before.toString()].length + [...text.slice(0, lead)].length;
  return text.trim() ? { key: open, start, end: start + [...text.trim()].length, text: text.trim() } : null;
}
