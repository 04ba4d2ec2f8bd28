// The rows at hand, which of them are shown, and in which order.

export const state = { rows: [], shown: [], articles: new Map(), chosen: null, columns: [], leftOut: 0, lost: 0 };

/** The row's identity on the page: reprints of one text share row ids. */
export const identity = (row) => `${row.key} ${row.row}`;

const SEARCHED = ["subject", "indicator", "indicator_std", "text", "unit", "value", "attribution", "period_text", "basis", "sentence", "note", "row"];

function rowOf(cells) {
  const row = Object.fromEntries(state.columns.map((name, k) => [name, cells[k]]));
  row.searched = SEARCHED.map((name) => row[name]).join(" ").toLowerCase();
  return row;
}

/** Everything anew, in the server's order. */
export function take(listing) {
  state.columns = listing.columns;
  state.rows = listing.rows.map(rowOf);
  state.articles = new Map(listing.articles.map((a) => [a.key, a]));
  state.leftOut = listing.left_out;
  state.lost = listing.lost;
}

/** What decisions changed; answers the rows anew. A row keeps its place in the list, so that nothing jumps. */
export function takeSome(news) {
  const keys = new Set(news.keys);
  const made = news.rows.map(rowOf);
  const fresh = new Map(made.map((row) => [identity(row), row]));
  const next = [];
  for (const row of state.rows) {
    if (!keys.has(row.key)) {
      next.push(row);
    } else if (fresh.has(identity(row))) {
      next.push(fresh.get(identity(row)));
      fresh.delete(identity(row));
    }
  }
  state.rows = [...fresh.values(), ...next];
  for (const article of news.articles) state.articles.set(article.key, article);
  state.lost = news.lost;
  return made;
}

/** Does a row pass the filters? Empty ones let everything pass. */
function passes(row, wanted) {
  return (
    (!wanted.articles || wanted.articles.has(row.key)) &&
    (!wanted.status || (row.status || "open") === wanted.status) &&
    (!wanted.measure || row.measure === wanted.measure) &&
    (!wanted.unit || (row.unit || "∅") === wanted.unit) &&
    (!wanted.section || row.section === wanted.section) &&
    (!wanted.check || (wanted.check === "*" ? row.checks !== "" : row.checks.split("；").includes(wanted.check))) &&
    row.confidence <= wanted.atMost &&
    (!wanted.within || lies(row, wanted.within)) &&
    (!wanted.subject || row.subject.includes(wanted.subject)) &&
    (!wanted.indicator || row.indicator.includes(wanted.indicator) || row.indicator_std.includes(wanted.indicator)) &&
    wanted.words.every((word) => row.searched.includes(word))
  );
}

/** Does a row's period lie within these days? What is no period is looked for in its words; ∅ asks for rows without. */
function lies(row, { from, to, text }) {
  const [start, end] = [row.period_start || row.period_end, row.period_end || row.period_start];
  if (text) return text === "∅" ? !start : row.period_text.includes(text);
  return start !== "" && start >= from && end <= to;
}

/** Set what is shown, in the order `wanted.order`: `doubt` (as the server gave it), `place`, or a column, a `-` before it
 * for downwards. Rows without a value come last in either direction. */
export function filter(wanted) {
  state.shown = state.rows.filter((row) => passes(row, wanted));
  if (wanted.order === "place") {
    const rank = new Map([...state.articles.keys()].map((key, k) => [key, k]));
    state.shown.sort((a, b) => rank.get(a.key) - rank.get(b.key) || a.start - b.start || a.end - b.end);
  } else if (wanted.order !== "doubt") {
    const downwards = wanted.order.startsWith("-");
    const worth = WORTH[wanted.order.replace("-", "")];
    const pairs = state.shown.map((row) => [worth(row), row]);
    const compare = typeof pairs.find(([value]) => value !== "")?.[0] === "number" ? (a, b) => a - b : collator.compare;
    pairs.sort(([a], [b]) => {
      if (a === "" || b === "") return (a === "") - (b === "");
      return downwards ? compare(b, a) : compare(a, b);
    });
    state.shown = pairs.map(([, row]) => row);
  }
}

const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
const column = (name) => (row) => row[name];
// What rows are sorted by under the head of a column; empty: none.
const WORTH = {
  status: column("confidence"),
  subject: column("subject"),
  indicator: column("indicator"),
  measure: column("measure"),
  value: (row) => (row.value === "" ? "" : Number(row.value)),
  unit: column("unit"),
  period: (row) => row.period_end || row.period_start,
  text: column("text"),
};

/** How many rows have each status, of all rows. */
export function counts() {
  const found = { open: 0, accepted: 0, corrected: 0, rejected: 0 };
  for (const row of state.rows) found[row.status || "open"] += 1;
  return found;
}

/** The most frequent values of a column, for suggestions. */
export function frequent(column, most = 200) {
  const found = new Map();
  for (const row of state.rows) if (row[column]) found.set(row[column], (found.get(row[column]) || 0) + 1);
  return [...found].sort((a, b) => b[1] - a[1]).slice(0, most).map(([value]) => value);
}
