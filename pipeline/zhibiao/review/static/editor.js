// The chosen row in full: every cell that may be changed, what speaks against it, and its history.

import { $, checksOf, element, fixed, get, t } from "./talk.js";
import { address } from "./filters.js";

let before = null; // the cells that the form was filled with
export let adding = null; // the selected characters while a row is being added

const form = () => $("editor");
const fields = () => [...fixed.editable, "note"];

/** Fill the form with a row's cells. */
export async function show(row) {
  adding = null;
  fill(row);
  $("figure").textContent = row.text;
  $("about").textContent = `${t.confidence} ${row.confidence.toFixed(2)} · ${t.rule} ${row.rule}`;
  $("doubts").textContent = row.checks ? `${t.checks}${t.colon}${checksOf(row)}` : "";
  $("doubts").hidden = !row.checks;
  $("permalink").href = address(row, true);
  $("permalink").hidden = false;
  $("history").replaceChildren();
  const made = await get(`/api/history/${encodeURIComponent(row.row)}`);
  if (before === row && !adding) $("history").replaceChildren(...made.reverse().map(entry));
}

/** Fill the form for a row that the extraction missed. */
export function showNew(selected, drafted) {
  adding = selected;
  fill({ modality: "actual", measure: "level", dimension: "other", text: selected.text, ...drafted });
  $("figure").textContent = selected.text;
  $("about").textContent = t.new_row;
  $("permalink").hidden = true;
  $("doubts").hidden = true;
  $("history").replaceChildren();
  form().elements.subject.focus();
}

function fill(row) {
  before = row;
  form().hidden = false;
  form().classList.toggle("adding", adding !== null);
  $("sentence").replaceChildren(...marked(row.sentence ?? "", row.text));
  for (const name of fields()) {
    const field = form().elements[name];
    field.value = row[name] ?? "";
    field.classList.remove("changed");
  }
}

/** A sentence with the figure marked wherever it stands in it: lines are mended there, so blanks do not count. */
function marked(sentence, figure) {
  const parts = sentence.split(figure.replace(/\s/g, "") || NaN);
  return parts.flatMap((part, k) => (k ? [element("mark", "piece row level", figure), part] : [part]));
}

export function hide() {
  before = adding = null;
  form().hidden = true;
}

export const focus = (name = "indicator") => {
  form().elements[name].focus();
  form().elements[name].select?.();
};

/** The cells that differ from what the form was filled with, without the note. */
export function changes() {
  const differing = fixed.editable.filter((name) => form().elements[name].value.trim() !== (before[name] ?? ""));
  return Object.fromEntries(differing.map((name) => [name, form().elements[name].value.trim()]));
}

/** All cells of the form that are not empty: those of a new row. */
export function given() {
  const filled = fixed.editable.filter((name) => form().elements[name].value.trim());
  return Object.fromEntries(filled.map((name) => [name, form().elements[name].value.trim()]));
}

export const note = () => form().elements.note.value.trim();

/** Show which fields were touched. */
export function touched(event) {
  const field = event.target;
  if (before && field.name) field.classList.toggle("changed", field.value.trim() !== (before[field.name] ?? ""));
}

function entry(decision) {
  const made = element("li", decision.kind);
  const when = element("time", "", decision.when.replace("T", " ").slice(0, 16));
  when.dateTime = decision.when;
  made.append(element("b", "", t[decision.kind]), ` ${decision.who} `, when);
  if (decision.kind === "corrected")
    for (const [name, [old, now]] of Object.entries(decision.changed))
      if (t[name]) made.append(element("span", "step", `${t[name]}${t.colon}${old || "∅"} → ${now || "∅"}`));
  if (decision.note) made.append(element("span", "step", `“${decision.note}”`));
  return made;
}
