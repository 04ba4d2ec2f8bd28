// Words of the interface, the page's fixed data, and the ways to the server.

const read = (id) => JSON.parse(document.getElementById(id).textContent);
export const t = read("words");
export const fixed = read("fixed");
export const $ = (id) => document.getElementById(id);

/** An element with classes and text; text is only ever text. */
export function element(name, classes = "", text = "") {
  const made = document.createElement(name);
  if (classes) made.className = classes;
  if (text !== "") made.textContent = text;
  return made;
}

/** The contradictions of a row in the language of the page. */
export const checksOf = (row) =>
  (row.checks ? row.checks.split("；") : []).map((code) => t[`check ${code}`] ?? code).join(t.semicolon);

let quiet = 0;
/** Say something for a few seconds; also read out by a screen reader. */
export function say(text, bad = false, long = bad) {
  $("said").textContent = text;
  $("said").classList.toggle("bad", bad);
  clearTimeout(quiet);
  quiet = setTimeout(() => ($("said").textContent = ""), long ? 8000 : 2500);
}

async function ask(path, options) {
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Error(t.unreachable);
  }
  if (answer.headers.get("content-type") !== "application/json") throw new Error(await answer.text());
  const said = await answer.json();
  if (said.error) throw new Error(said.error);
  return said;
}

export const get = (path) => ask(path);

export const post = (path, body) =>
  ask(path, {
    method: "POST",
    body: JSON.stringify({ who: $("who").value, ...body }),
    headers: {
      "content-type": "application/json",
      "x-zhibiao-csrf": document.querySelector("meta[name=csrf]").content,
    },
  });
