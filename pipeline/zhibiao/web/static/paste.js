// The paste page: a text or a file to POST /extract, and what comes back as highlights, table and ledger.

const t = JSON.parse(document.getElementById("words").textContent);
const $ = (id) => document.getElementById(id);
const limit = Number(document.body.dataset.limit);
let shown = null; // what was asked last, to ask for it once more as CSV

/** An element with classes and text; text is only ever text. */
function element(name, classes = "", text = "") {
  const made = document.createElement(name);
  if (classes) made.className = classes;
  if (text !== "") made.textContent = text;
  return made;
}

function say(text, bad = false) {
  $("said").textContent = text;
  $("said").classList.toggle("bad", bad);
}

/** The request of what stands on the page: a file, or the text as JSON. */
function request() {
  const known = { title: $("title").value, published: $("published").value };
  const file = $("file").files[0];
  if (!file) return { query: "", body: JSON.stringify({ text: $("text").value, ...known }), type: "application/json" };
  const query = new URLSearchParams({ name: file.name, ...known });
  return { query: query.toString(), body: file, type: "application/octet-stream", size: file.size };
}

function post(asked, form) {
  const query = new URLSearchParams(asked.query);
  query.set("format", form);
  return fetch(`/extract?${query}`, { method: "POST", body: asked.body, headers: { "content-type": asked.type } });
}

async function extract() {
  const asked = request();
  if (!$("file").files[0] && !$("text").value.trim()) return say(t.paste_empty, true);
  if ((asked.size ?? 0) > limit) return say(t.paste_large, true);
  $("go").disabled = true;
  say(t.paste_waiting);
  try {
    const answer = await post(asked, "json");
    const isJson = (answer.headers.get("content-type") ?? "").startsWith("application/json");
    const told = isJson ? await answer.json() : { error: await answer.text() };
    if (told.error) return say(told.error, true);
    shown = asked;
    show(told.articles);
  } catch {
    say(t.unreachable, true);
  } finally {
    $("go").disabled = false;
  }
}

function show(articles) {
  $("article").replaceChildren();
  $("rows").replaceChildren();
  $("ledger").replaceChildren();
  for (const article of articles) {
    if (articles.length > 1 || article.title) $("article").append(element("h2", "", article.title || article.id));
    $("article").append(...article.pieces.map((piece) => pieceOf(piece)));
    $("rows").append(...article.rows.map((row) => lineOf(row)));
    $("ledger").append(...article.numerals.map((numeral) => fateOf(numeral)));
  }
  const rows = articles.flatMap((article) => article.rows).length;
  $("numerals").textContent = $("ledger").childElementCount;
  say(`${rows} ${t.rows}`);
  $("found").hidden = false;
}

function pieceOf([text, kind, type, row]) {
  if (kind !== "row") return element("span", kind ? `piece ${kind}` : "", text);
  const made = element("a", `piece row ${type}`, text);
  made.href = `#r-${row}`;
  made.id = `f-${row}`;
  return made;
}

const named = (column, value) => (value ? t[`${column} ${value}`] ?? value : "");

function lineOf(row) {
  const line = element("tr");
  line.id = `r-${row.row}`;
  const figure = element("td");
  const link = element("a", "", row.text);
  link.href = `#f-${row.row}`;
  figure.append(link);
  line.append(figure, element("td", "", row.subject), element("td", "", row.indicator));
  line.append(element("td", "", named("measure", row.measure)), element("td", "number", row.shown[0]));
  for (const name of ["qualifier", "basis"]) line.append(element("td", "", named(name, row[name])));
  line.append(element("td", "number", row.shown[1]), element("td", "", named("modality", row.modality)));
  const sure = element("td", "number", row.confidence.toFixed(2));
  if (row.checks) {
    const alarm = element("b", "alarm", " !");
    alarm.title = row.checks.split("；").map((code) => t[`check ${code}`] ?? code).join(t.semicolon);
    sure.append(alarm);
  }
  line.append(sure);
  return line;
}

function fateOf(numeral) {
  const line = element("tr");
  line.append(element("td", "number", String(numeral.start)), element("td", "", numeral.text));
  const fate = element("td");
  if (numeral.row) {
    const link = element("a", "", t.row);
    link.href = `#r-${numeral.row}`;
    fate.append(link);
  } else {
    const why = numeral.reason ? `${t.reason}${t.colon}${t[`reason ${numeral.reason}`] ?? numeral.reason}` : "";
    fate.textContent = why || `${t.time}${t.colon}${numeral.time || "—"}`;
  }
  line.append(fate);
  return line;
}

async function csv() {
  const answer = shown && (await post(shown, "csv"));
  return answer?.ok ? answer.text() : "";
}

$("form").addEventListener("submit", (event) => {
  event.preventDefault();
  extract();
});
$("text").addEventListener("input", () => ($("file").value = ""));
$("file").addEventListener("change", () => $("file").files[0] && extract());
$("copy").addEventListener("click", async () => {
  await navigator.clipboard.writeText(await csv());
  say(t.paste_copied);
});
$("save").addEventListener("click", async () => {
  const link = element("a");
  link.href = URL.createObjectURL(new Blob(["\ufeff", await csv()], { type: "text/csv" }));
  link.download = "indicators.csv";
  link.click();
  URL.revokeObjectURL(link.href);
});
for (const name of ["dragover", "drop"]) document.addEventListener(name, (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  if (!event.dataTransfer.files.length) return;
  $("file").files = event.dataTransfer.files;
  extract();
});
