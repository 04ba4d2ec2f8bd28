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

/** What one decision changed. A row keeps its place in the list, so that nothing jumps; new rows follow their neighbours. */
export function takeSome(news) {
  const keys = new Set(news.keys);
  const fresh = new Map(news.rows.map(rowOf).map((row) => [identity(row), row]));
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
}

/** Does a row pass the filters? Empty ones let everything pass. */
function passes(row, wanted) {
  return (
    (!wanted.article || row.key === wanted.article) &&
    (!wanted.status || (row.status || "open") === wanted.status) &&
    (!wanted.measure || row.measure === wanted.measure) &&
    row.confidence <= wanted.atMost &&
    (!wanted.subject || row.subject.includes(wanted.subject)) &&
    (!wanted.indicator || row.indicator.includes(wanted.indicator) || row.indicator_std.includes(wanted.indicator)) &&
    wanted.words.every((word) => row.searched.includes(word))
  );
}

/** Set what is shown. `order` is `doubt` (as the server gave it) or `place`. */
export function filter(wanted) {
  state.shown = state.rows.filter((row) => passes(row, wanted));
  if (wanted.order === "place") {
    const rank = new Map([...state.articles.keys()].map((key, k) => [key, k]));
    state.shown.sort((a, b) => rank.get(a.key) - rank.get(b.key) || a.start - b.start || a.end - b.end);
  }
}

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
