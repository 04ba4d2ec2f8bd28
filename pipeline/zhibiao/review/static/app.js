// The review page: rows, article and editor joined; filters, keys and decisions.

import { $, fixed, get, post, say, t } from "./talk.js";
import { counts, filter, identity, state, take, takeSome } from "./rows.js";
import { options, recall, remember, suggest, wanted } from "./filters.js";
import * as bulk from "./bulk.js";
import * as table from "./table.js";
import * as reading from "./reading.js";
import * as editor from "./editor.js";

// ------------------------------------------------------------------ what is shown

function refresh() {
  filter(wanted());
  table.draw();
  table.heads($("order").value);
  tally();
}

/** Show the rows that pass; the chosen one stays in view unless they were sorted anew. */
function refilter(event) {
  $("at-most-shown").value = Number($("at-most").value).toFixed(2);
  $("table").scrollTop = 0;
  refresh();
  remember();
  if (editor.adding || !state.shown.length) return;
  if (!state.shown.includes(state.chosen)) choose(state.shown[0]);
  else if (event?.target !== $("order") && table.reveal()) table.draw();
}

function tally() {
  const found = counts();
  const all = state.rows.length || 1;
  for (const bar of $("meter").children) bar.style.width = `${(100 * found[bar.className]) / all}%`;
  const done = state.rows.length - found.open;
  $("counts").value =
    `${t.progress} ${done}${t.of}${state.rows.length} · ✓ ${found.accepted} ✎ ${found.corrected} ✕ ${found.rejected}` +
    (state.shown.length < state.rows.length ? ` · ${t.shown} ${state.shown.length}` : "");
  $("meter").setAttribute("aria-label", $("counts").value);
  $("lost").hidden = !state.lost;
  $("lost").textContent = state.lost;
  $("lost").title = t.lost;
  bulk.offer();
}

const AGAIN = 5000; // milliseconds until rows that could not be read are asked for again

/** The rows; while they cannot be read the page says why, for an empty table would look like an empty desk. */
async function load() {
  let listed;
  try {
    listed = await get("/api/rows");
  } catch (error) {
    say(error.message, true);
    $("counts").value = error.message;
    setTimeout(load, AGAIN);
    return;
  }
  take(listed);
  table.fit(state.rows);
  options();
  const named = recall();
  if (named) {
    filter(wanted());
    if (!state.shown.includes(named)) $("filters").reset(); // the row first, then the filters
    state.chosen = named;
  }
  refilter();
  if (named) choose(named);
  if (named === null) say(t.no_such_row, true);
}

// ------------------------------------------------------------------ choosing

async function choose(row) {
  state.chosen = row;
  table.reveal();
  table.draw();
  remember();
  await guarded(async () => {
    const shown = Promise.all([reading.show(row.key), editor.show(row)]);
    await shown;
    if (state.chosen === row) reading.mark(row);
  });
}

function step(by) {
  const at = state.shown.indexOf(state.chosen);
  const next = state.shown[Math.min(Math.max(at + by, 0), state.shown.length - 1)];
  if (next && next !== state.chosen) choose(next);
}

/** The next row that waits for a decision, from the chosen one on. */
function advance() {
  const at = state.shown.indexOf(state.chosen);
  const rest = [...state.shown.slice(at + 1), ...state.shown.slice(0, Math.max(at, 0))];
  const next = rest.find((row) => !row.status);
  if (next) choose(next);
  else if (state.chosen) choose(state.chosen);
}

// ------------------------------------------------------------------ deciding

/** Run something that may fail; the reason is said, the page goes on. */
async function guarded(act) {
  try {
    return await act();
  } catch (error) {
    say(error.message, true);
    return undefined;
  }
}

/** Take over what a decision changed, and look at the row `id` again. */
async function settle(news, id) {
  table.fit(takeSome(news));
  filter(wanted());
  state.chosen = state.rows.find((row) => identity(row) === id) ?? state.chosen;
  tally();
  if (state.chosen && news.keys.includes(state.chosen.key)) await reading.show(state.chosen.key, true);
}

async function decide(kind, changes = {}, note = state.chosen?.note ?? "", row = state.chosen) {
  if (!row || editor.adding) return;
  await guarded(async () => {
    const { key, seal } = row;
    const news = await post("/api/decide", { key, row: row.row, seal, kind, changes, note });
    const at = state.shown.indexOf(row);
    await settle(news, identity(row));
    say(`${t[Object.keys(changes).length ? "corrected" : kind]}${t.colon}${row.text}`);
    if (!state.shown.includes(state.chosen)) state.chosen = state.shown[Math.max(0, at - 1)] ?? state.chosen;
    advance();
  });
  table.draw();
}

async function save() {
  if (editor.adding) return addRow();
  const row = state.chosen;
  const changes = editor.changes();
  const kind = Object.keys(changes).length ? "corrected" : row.status || "accepted";
  $("table").focus();
  return decide(kind, changes, editor.note());
}

async function addRow() {
  await guarded(async () => {
    const { key, start, end, text } = editor.adding;
    const news = await post("/api/add", { key, start, end, changes: editor.given(), note: editor.note() });
    editor.hide();
    await settle(news, `${key} ${news.row}`);
    say(`${t.added}${t.colon}${text}`);
    $("table").focus();
    await choose(state.chosen);
  });
}

/** Accept all rows shown that are open, as one decision that `u` takes back whole. */
async function acceptShown(rows) {
  if (editor.adding) return;
  const done = { accepted: 0, missed: 0 };
  await guarded(async () => {
    for (const news of bulk.parts(rows)) {
      const told = await news(done.together);
      await settle(told, state.chosen ? identity(state.chosen) : "");
      done.accepted += told.accepted;
      done.missed += told.missed;
      done.together = told.together;
    }
    const missed = done.missed ? `${t.semicolon}${done.missed} ${t.bulk_missed}` : "";
    say(`${t.accepted}${t.colon}${done.accepted} ${t.rows}${t.semicolon}${t.bulk_undo}${missed}`, done.missed > 0, true);
  });
  table.draw();
  refilter();
}

async function missed() {
  const selected = reading.selected();
  if (!selected) return say(t.select_first, true);
  return guarded(async () => {
    const { key, start, end } = selected;
    editor.showNew(selected, await post("/api/draft", { key, start, end }));
  });
}

async function undo() {
  await guarded(async () => {
    const news = await post("/api/undo", {});
    if (!news.undone) return say(t.nothing_to_undo);
    const key = news.keys[0] ?? state.chosen?.key;
    await settle(news, `${key} ${news.undone.row}`);
    say(`${t.taken_back}${t[news.undone.kind]} ${news.count > 1 ? `${news.count} ${t.rows}` : news.undone.text}`);
    table.draw();
    if (!state.rows.includes(state.chosen)) state.chosen = state.shown[0];
    if (state.chosen) await choose(state.chosen);
    return undefined;
  });
}

function cancel() {
  const focused = document.activeElement;
  if (editor.adding) editor.hide();
  if (state.chosen) choose(state.chosen);
  if (focused && focused !== document.body) focused.blur();
  $("table").focus();
}

// ------------------------------------------------------------------ wiring

let turn = Promise.resolve();

/** One decision after the other: a quick second key means the next row, never the same one again. */
const inTurn = (act) => () => (turn = turn.then(act));

const KEYS = {
  j: () => step(1),
  ArrowDown: () => step(1),
  k: () => step(-1),
  ArrowUp: () => step(-1),
  a: inTurn(() => decide("accepted")),
  r: inTurn(() => decide("rejected")),
  e: () => state.chosen && editor.focus(),
  m: missed,
  u: inTurn(undo),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape") return cancel();
  if (event.target.closest("input, select, textarea, summary")) return;
  if (event.key.startsWith("Arrow") && event.target !== $("table") && event.target !== document.body) return;
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

const BUTTONS = {
  accept: KEYS.a,
  reject: KEYS.r,
  cancel,
  previous: KEYS.k,
  next: KEYS.j,
  edit: KEYS.e,
  undo: KEYS.u,
};
for (const [id, act] of Object.entries(BUTTONS)) $(id).addEventListener("click", act);
$("missed").addEventListener("mousedown", (event) => event.preventDefault()); // the selection must survive the click
$("missed").addEventListener("click", missed);

$("editor").addEventListener("submit", (event) => {
  event.preventDefault();
  save();
});
$("editor").addEventListener("input", editor.touched);
$("filters").addEventListener("submit", (event) => event.preventDefault());
$("filters").addEventListener("input", refilter);
for (const id of ["filters", "editor", "rows"]) $(id).addEventListener("focusin", suggest);
$("search").addEventListener("search", refilter); // emptied by Esc or its cross
$("filters").addEventListener("reset", () => setTimeout(refilter));

$("who").value = (!fixed.alone && localStorage.getItem("who")) || fixed.who;
$("who").readOnly = fixed.alone;
$("who").addEventListener("change", () => localStorage.setItem("who", $("who").value.trim()));

bulk.start((rows) => inTurn(() => acceptShown(rows))());
table.start({
  choose,
  sort: (order) => {
    $("order").value = order;
    refilter({ target: $("order") });
  },
  correct: (row, changes) => decide("corrected", changes, row.note, row),
});
reading.start((key, id) => {
  const row = state.rows.find((r) => r.key === key && r.row === id);
  if (!row) return;
  if (!state.shown.includes(row)) {
    $("filters").reset();
    filter(wanted());
  }
  choose(row);
});
load();
