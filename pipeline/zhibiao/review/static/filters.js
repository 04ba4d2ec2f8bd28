// What the page shows: the fields of the filters, and the address in which they stand.

import { $, fixed, t } from "./talk.js";
import { frequent, identity, state } from "./rows.js";

// The name of each field in the address, and the field.
const FIELDS = {
  q: "search",
  article: "article",
  status: "status",
  order: "order",
  subject: "by-subject",
  indicator: "by-indicator",
  measure: "by-measure",
  period: "by-period",
  unit: "by-unit",
  section: "by-section",
  check: "by-check",
  "at-most": "at-most",
};
const USUAL = { order: "doubt", "at-most": "1" };
const LATER = 150; // milliseconds: browsers allow few changes of the address in a second
export const NONE = "∅"; // asks for rows that have none

/** The filters as `rows.filter` takes them. */
export function wanted() {
  const value = Object.fromEntries(Object.entries(FIELDS).map(([name, id]) => [name, $(id).value.trim()]));
  const keys = [...state.articles.values()].filter((a) => a.id === value.article).map((a) => a.key);
  return {
    ...value,
    articles: value.article ? new Set(keys) : null,
    atMost: Number(value["at-most"]),
    within: value.period && span(value.period),
    words: value.q.toLowerCase().split(/\s+/).filter(Boolean),
  };
}

/** First and last day of a period as people write it: 2025, 2025-08, 2025年8月, 2025-01–08, 2025-09-29–10-08. */
function span(written) {
  const ends = written.replace(/\.\.|[—~～至]/g, "–").split("–").map((end) => end.split(/\D+/).filter(Boolean));
  const [from, to = ends[0]] = ends;
  if (ends.length > 2 || from[0]?.length !== 4 || !to.length) return { text: written };
  const last = to[0].length === 4 ? to : [...from.slice(0, from.length - to.length), ...to];
  return { from: day(from, false), to: day(last, true) };
}

function day([year, month, date], isLast) {
  const m = (month ?? (isLast ? "12" : "1")).padStart(2, "0");
  const end = new Date(Date.UTC(Number(year), Number(m), 0)).getUTCDate();
  return `${year}-${m}-${(date ?? String(isLast ? end : 1)).padStart(2, "0")}`;
}

/** Fill the lists to choose from with what the rows have. */
export function options() {
  const articles = [...state.articles.values()].map((a) => [a.id, `${a.title || a.id}（${a.rows}）`]);
  const checks = counted(state.rows.flatMap((row) => (row.checks ? row.checks.split("；") : [])));
  const units = counted(state.rows.map((row) => row.unit || NONE));
  offer("article", t.all_articles, articles);
  offer("by-unit", t.any, units.map(([unit, n]) => [unit, `${unit}（${n}）`]));
  const named = checks.map(([code, n]) => [code, `${t[`check ${code}`] ?? code}（${n}）`]);
  offer("by-check", t.any, [["*", t.any_check], ...named]);
  $("left-out").hidden = !state.leftOut;
  $("left-out").textContent = t.left_out + state.leftOut;
}

function counted(values) {
  const found = new Map();
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
  return [...found].sort((a, b) => b[1] - a[1]);
}

function offer(id, everything, listed) {
  const chosen = $(id).value;
  $(id).replaceChildren(new Option(everything, ""), ...listed.map(([value, name]) => new Option(name, value)));
  $(id).value = chosen;
  if (!$(id).value) $(id).value = ""; // what was chosen is not among them any more
}

// The lists of suggestions: what the corpus has, the most frequent first, then what the lexicon has.
const SUGGESTED = {
  subjects: () => frequent("subject"),
  indicators: () => frequent("indicator"),
  units: () => [...frequent("unit"), ...fixed.units],
  officials: () => [...frequent("indicator_std"), ...fixed.officials],
  attributions: () => frequent("attribution"),
  periods: () => frequent("period_end").map((end) => end.slice(0, 7)),
};

/** Fill the list of suggestions of a field that is about to be filled in. */
export function suggest(event) {
  const list = event.target.list;
  if (list && list.id in SUGGESTED)
    list.replaceChildren(...[...new Set(SUGGESTED[list.id]())].map((value) => new Option(value, value)));
}

// ------------------------------------------------------------------ the address

/** The address of a row under the filters in force, or of the row alone. */
export function address(row, alone = false) {
  const asked = new URLSearchParams();
  for (const [name, id] of alone ? [] : Object.entries(FIELDS))
    if ($(id).value !== (USUAL[name] ?? "")) asked.set(name, $(id).value);
  if (row) asked.set("row", row.row);
  if (row) asked.set("in", state.articles.get(row.key)?.id ?? "");
  return asked.size ? `/?${asked}` : "/";
}

let due = 0;
/** Write what is shown into the address, where it can be copied from. */
export function remember() {
  clearTimeout(due);
  due = setTimeout(() => {
    history.replaceState(null, "", address(state.chosen));
    const other = new URLSearchParams(location.search);
    other.set("lang", $("language").lang);
    $("language").href = `/?${other}`;
  }, LATER);
}

/** Set the filters as the address has them; answers the row that it names: undefined for none, null for one that is gone. */
export function recall() {
  const asked = new URLSearchParams(location.search);
  for (const [name, id] of Object.entries(FIELDS)) {
    $(id).value = asked.get(name) ?? USUAL[name] ?? "";
    if (!$(id).value) $(id).value = USUAL[name] ?? ""; // no such option (any more)
    if (asked.has(name) && $(id).closest("details")) $("more").open = true;
  }
  if (!asked.has("row")) return undefined;
  const article = [...state.articles.values()].find((a) => a.id === asked.get("in"));
  const named = article && state.rows.find((row) => identity(row) === `${article.key} ${asked.get("row")}`);
  return named ?? state.rows.find((row) => row.row === asked.get("row")) ?? null;
}
