// The table of rows: only the lines in view exist, so that thousands scroll as lightly as ten.

import { $, checksOf, element, fixed, t } from "./talk.js";
import { state } from "./rows.js";

const COLUMNS = ["status", "subject", "indicator", "measure", "value", "unit", "period", "text"];
const IN_PLACE = new Set(["subject", "indicator", "measure", "value", "unit"]);
const LISTS = { subject: "subjects", indicator: "indicators", unit: "units" }; // of suggestions
const SIGNS = { "": "○", accepted: "✓", corrected: "✎", rejected: "✕" };
const MORE = 12; // lines kept above and below the view
// Columns that are as wide as their longest content, up to so many pixels; what is longer goes on in a second line.
const WIDEST = { measure: 74, value: 180, unit: 76, period: 104, text: 100 };
const TRIED = 40; // of the longest contents, whose width is measured

const widths = {};

let actions = {};
let drawn = 0;
let order = "doubt";

/** `actions.choose(row)` when a line is clicked, `actions.correct(row, changes)` when a cell was edited in place,
 * `actions.sort(order)` when a head is pressed: upwards, then downwards, then the doubtful first again. */
export function start(given) {
  actions = given;
  $("table").addEventListener("scroll", later, { passive: true });
  addEventListener("resize", later);
  $("table").querySelector(".head").addEventListener("click", (event) => {
    const column = event.target.closest("button")?.dataset.column;
    if (column) actions.sort({ [column]: `-${column}`, [`-${column}`]: "doubt" }[order] ?? column);
  });
  $("rows").addEventListener("click", (event) => {
    const row = rowAt(event.target);
    const cell = event.target.closest("[data-column]");
    if (!row || event.target.closest("input, select")) return;
    if (event.detail === 2 && cell) editInPlace(cell, row); // a double click; its first click drew the lines anew
    else actions.choose(row);
  });
}

/** Make columns wide enough for these rows, so that no figure, unit or period is cut; they never get narrower. */
export function fit(rows) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = getComputedStyle($("rows")).font;
  for (const [column, most] of Object.entries(WIDEST)) {
    const contents = new Set(rows.map((row) => shownValue(row, column)));
    contents.add(`${t[column]} ↓`);
    const long = [...contents].sort((a, b) => extent(b) - extent(a)).slice(0, TRIED);
    const width = Math.min(most, 16 + Math.ceil(Math.max(...long.map((content) => pen.measureText(content).width))));
    if (width <= (widths[column] ?? 0)) continue;
    widths[column] = width;
    $("table").style.setProperty(`--${column}`, `${width}px`);
  }
}

/** About how wide a text is: Chinese characters count double. */
const extent = (text) => text.length + (text.match(/[^\0-\u2e7f]/g)?.length ?? 0);

/** Show at the heads by which column the rows are sorted. */
export function heads(sorted) {
  order = sorted;
  for (const head of $("table").querySelectorAll("[role=columnheader]")) {
    const { column } = head.firstElementChild.dataset;
    const way = { [column]: "ascending", [`-${column}`]: "descending" }[order] ?? "none";
    head.setAttribute("aria-sort", way);
  }
}

const rowAt = (node) => state.shown[Number(node.closest("[data-at]")?.dataset.at ?? -1)];
const lineHeight = () => parseFloat(getComputedStyle($("table")).getPropertyValue("--line"));

function later() {
  cancelAnimationFrame(drawn);
  drawn = requestAnimationFrame(draw);
}

/** Draw the lines in view. */
export function draw() {
  const table = $("table");
  if (table.querySelector("input, select")) return; // a cell is being edited
  const height = lineHeight();
  const from = Math.max(0, Math.floor(table.scrollTop / height) - MORE);
  const to = Math.min(state.shown.length, Math.ceil((table.scrollTop + table.clientHeight) / height) + MORE);
  $("rows").style.height = `${state.shown.length * height}px`;
  $("rows").replaceChildren(...state.shown.slice(from, to).map((row, k) => line(row, from + k, height)));
  table.setAttribute("aria-rowcount", String(state.shown.length + 1));
  const at = state.shown.indexOf(state.chosen);
  if (at >= from && at < to) table.setAttribute("aria-activedescendant", `line-${at}`);
  else table.removeAttribute("aria-activedescendant");
  $("empty").hidden = state.shown.length > 0;
}

function line(row, at, height) {
  const made = element("div", `line ${row.status || "open"}`);
  made.setAttribute("role", "row");
  made.id = `line-${at}`;
  made.dataset.at = at;
  made.dataset.row = row.row;
  made.style.top = `${at * height}px`;
  made.setAttribute("aria-rowindex", String(at + 2));
  made.setAttribute("aria-selected", String(row === state.chosen));
  made.append(...COLUMNS.map((column) => cell(row, column)));
  return made;
}

function cell(row, column) {
  const made = element("span", `c-${column}`);
  made.setAttribute("role", "gridcell");
  if (column === "status") {
    made.append(element("i", "sign", SIGNS[row.status]), element("span", "sure", row.confidence.toFixed(2)));
    if (row.checks) made.append(element("b", "alarm", "!"));
    made.title = [t[row.status || "open"], checksOf(row)].filter(Boolean).join(t.colon);
    return made;
  }
  made.textContent = shownValue(row, column);
  made.title = { period: row.period_text, value: grouped(row.value) }[column] ?? made.textContent;
  if (IN_PLACE.has(column)) made.dataset.column = column;
  return made;
}

/** A cell as people read it. */
export function shownValue(row, column) {
  if (column === "measure") return t[row.measure] || row.measure;
  if (column === "value") return [row.value, row.value_to].filter(Boolean).map(number).join("–\u200b");
  if (column === "period") return period(row.period_start, row.period_end);
  return row[column];
}

/** A number as it is best read: exact, in 万 and 亿 for Chinese eyes, its digits grouped. */
function number(value) {
  const [, sign, whole, rest] = /^(-?)(\d*)(.*)$/.exec(value);
  for (const [zeros, name] of document.documentElement.lang === "zh-CN" ? [[8, "亿"], [4, "万"]] : []) {
    if (whole.length <= zeros || rest) continue;
    const part = whole.slice(-zeros).replace(/0+$/, "");
    return grouped(sign + whole.slice(0, -zeros) + (part && ".") + part) + name;
  }
  return grouped(value);
}

/** Digits in groups of three: exact, for the number stays text. */
function grouped(value) {
  const [, sign, whole, rest] = /^(-?)(\d*)(.*)$/.exec(value);
  return sign.replace("-", "−") + whole.replace(/\B(?=(\d{3})+$)/g, ",") + rest;
}

/** `2025`, `2025-08`, `2025-01–08`: as short as the days allow. */
function period(start, end) {
  if (!start) return end;
  if (start === end) return start;
  if (start.endsWith("-01-01") && end.endsWith("-12-31"))
    return start.slice(0, 4) === end.slice(0, 4) ? start.slice(0, 4) : `${start.slice(0, 4)}–${end.slice(0, 4)}`;
  const last = new Date(Date.UTC(Number(end.slice(0, 4)), Number(end.slice(5, 7)), 0)).getUTCDate();
  if (start.endsWith("-01") && Number(end.slice(8)) === last)
    return start.slice(0, 7) === end.slice(0, 7) ? start.slice(0, 7) : `${start.slice(0, 7)}–${shorter(start, end.slice(0, 7))}`;
  return `${start}–\u200b${shorter(start, end)}`; // may go on in a second line there
}

/** The end of a period without the year that its start has, too. */
const shorter = (start, end) => (start.slice(0, 4) === end.slice(0, 4) ? end.slice(5) : end);

/** Scroll so that the chosen row is in view; answers whether anything moved. */
export function reveal() {
  const at = state.shown.indexOf(state.chosen);
  const table = $("table");
  const before = table.scrollTop;
  if (at < 0) return false;
  const height = lineHeight();
  $("rows").style.height = `${state.shown.length * height}px`;
  const head = table.querySelector(".head").offsetHeight;
  if (at * height < table.scrollTop) table.scrollTop = at * height;
  const lowest = (at + 1) * height + head - table.clientHeight;
  if (lowest > table.scrollTop) table.scrollTop = lowest;
  return table.scrollTop !== before;
}

/** Edit one cell where it stands: ↵ keeps, Esc and leaving drop. */
function editInPlace(cellNode, row) {
  const column = cellNode.dataset.column;
  const input = fixed.choices[column] ? document.createElement("select") : document.createElement("input");
  for (const value of fixed.choices[column] || []) input.append(new Option(t[value] || value, value));
  input.value = row[column];
  input.setAttribute("aria-label", t[column]);
  if (LISTS[column]) input.setAttribute("list", LISTS[column]);
  cellNode.replaceChildren(input);
  input.focus();
  if (input.select) input.select();
  const close = () => {
    input.removeEventListener("blur", close);
    input.remove();
    draw();
    $("table").focus();
  };
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") close();
    if (event.key === "Enter" && !event.isComposing) {
      const value = input.value;
      close();
      if (value !== row[column]) actions.correct(row, { [column]: value });
    }
  });
}

