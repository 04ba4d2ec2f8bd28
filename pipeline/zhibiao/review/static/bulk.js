// All open rows that are shown, accepted at once: the button asks twice, the server takes them as one.

import { $, post, t } from "./talk.js";
import { state } from "./rows.js";

const SURE = 4000; // milliseconds within which the second press counts
const MOST = 2000; // rows of one request: others wait meanwhile

let armed = 0;
const open = () => state.shown.filter((row) => !row.status);

/** `accept(rows)` when the button was pressed twice. */
export function start(accept) {
  $("bulk").addEventListener("click", () => {
    if (!armed) {
      armed = setTimeout(disarm, SURE);
      draw();
      return;
    }
    const rows = open();
    disarm();
    accept(rows);
  });
}

function disarm() {
  clearTimeout(armed);
  armed = 0;
  draw();
}

/** What is shown has changed: the first press counts no more. */
export const offer = disarm;

function draw() {
  const n = open().length;
  $("bulk").disabled = n === 0;
  $("bulk").classList.toggle("armed", armed !== 0);
  $("bulk").textContent = `${armed ? t.bulk_sure : t.bulk} ${n}`;
}

/** The requests that accept these rows, each a function of what the one before answered as `together`. */
export function parts(rows) {
  const made = [];
  const ordered = [...rows].sort((a, b) => a.key - b.key); // each request concerns its own articles
  for (let at = 0; at < ordered.length; at += MOST) {
    const part = ordered.slice(at, at + MOST).map((row) => [row.key, row.row, row.seal]);
    made.push((together = 0) => post("/api/accept", { rows: part, together }));
  }
  return made;
}
