// The page on which decisions teach: the effect of each proposal is asked for, shown, and only then it can be accepted.

import { $, element, fixed, post, t } from "./talk.js";

const FEW = 12; // changed rows shown at first
const HOW = { gained: "＋", lost: "−", changed: "±" };

$("who").value = localStorage.getItem("who") || fixed.who;
$("who").addEventListener("change", () => localStorage.setItem("who", $("who").value.trim()));

const lessons = [...document.querySelectorAll(".lesson")].map((made) => ({
  made,
  line: made.dataset.line,
  key: made.querySelector(".key"),
  take: made.querySelector(".take"),
  told: made.querySelector(".told"),
  seal: "",
}));

/** Ask for a proposal's effect and show it; the button waits until it stands, and a line that does nothing is not shown. */
async function measure(lesson) {
  const key = lesson.key?.value ?? "";
  lesson.take.disabled = true;
  try {
    const effect = await post("/api/teach/effect", { line: lesson.line, key });
    if ((lesson.key?.value ?? "") !== key) return; // another one was chosen meanwhile
    lesson.seal = effect.seal;
    lesson.made.querySelector(".line-of").textContent = effect.toml;
    lesson.made.querySelector(".effect").replaceChildren(...shown(effect));
    lesson.take.disabled = effect.idle;
    lesson.made.hidden &&= effect.idle;
  } catch (error) {
    lesson.made.hidden = false;
    lesson.made.querySelector(".effect").replaceChildren(element("p", "warning", error.message));
  }
}

function shown(effect) {
  const counts = ["gained", "lost", "changed"].map((how) => `${HOW[how]} ${t[`teach_${how}`]} ${effect[how]}`);
  const made = [element("p", "counts", [`${t.teach_read} ${effect.articles}`, ...counts].join(" · "))];
  const agreed = element("p", "counts");
  agreed.append(
    element("b", "accepted", `${t.teach_learned} ${effect.learned.length}`),
    " · ",
    element("b", effect.harmed.length ? "rejected" : "quiet", `${t.teach_harmed} ${effect.harmed.length}`),
  );
  made.push(agreed);
  if (effect.harmed.length) made.push(list(effect.harmed.map(quote), "harmed"));
  if (effect.failed.length) made.push(list(effect.failed.map((text) => element("li", "warning", text)), "failed"));
  if (!effect.changes.length) return [...made, element("p", "warning", t.teach_no_effect)];
  const rows = effect.changes.map(change);
  const changes = list(rows.slice(0, FEW), "changes");
  made.push(changes);
  if (rows.length > FEW) {
    const more = element("button", "more", `${t.teach_all} ${rows.length}`);
    more.type = "button";
    more.addEventListener("click", () => {
      changes.append(...rows.slice(FEW));
      more.remove();
    });
    made.push(more);
  }
  return made;
}

function list(items, classes) {
  const made = element("ul", classes);
  made.append(...items);
  return made;
}

function change(c) {
  const made = element("li", c.how);
  made.append(element("b", "how", `${HOW[c.how]} ${t[`teach_${c.how}`]}`), " ", element("b", "", c.text));
  if (c.how !== "changed") made.append(` ${[c.subject, c.indicator].filter(Boolean).join(" · ")}`);
  for (const [column, was, now] of c.cells)
    made.append(" ", element("span", "step", `${t[column] || column} ${t[was] || was || "∅"} → ${t[now] || now || "∅"}`));
  made.append(element("span", "quiet where", `${c.article}${t.colon}${c.sentence}`));
  return made;
}

function quote(d) {
  const made = element("li");
  const [before, figure, after] = d.sentence;
  made.append(before, element("mark", "piece row level", figure), after, " ");
  made.append(element("span", "quiet", `${t[d.kind]} · ${d.who} ${d.when} · ${d.article}`));
  return made;
}

async function accept(lesson) {
  lesson.take.disabled = true;
  try {
    const key = lesson.key?.value ?? "";
    const { file } = await post("/api/teach/accept", { line: lesson.line, key, seal: lesson.seal });
    lesson.made.classList.add("taken");
    lesson.take.textContent = t.teach_taken;
    if (lesson.key) lesson.key.disabled = true;
    $("again").hidden = false;
    lesson.told.textContent = `${t.teach_written}${t.colon}${file}`;
    await all(); // what is accepted changes what the others do
  } catch (error) {
    lesson.told.textContent = error.message;
    await measure(lesson);
  }
}

/** The effects one after the other: each takes all cores. */
async function all() {
  $("trying").textContent = t.teach_trying;
  const open = lessons.filter((lesson) => !lesson.made.classList.contains("taken"));
  for (const lesson of open) {
    lesson.made.hidden = true;
    await measure(lesson);
  }
  const idle = lessons.filter((lesson) => lesson.made.hidden).length;
  $("trying").hidden = !idle;
  $("trying").textContent = `${t.teach_idle}${idle}`;
  $("nothing").hidden = idle < lessons.length;
}

for (const lesson of lessons) {
  lesson.take.addEventListener("click", () => accept(lesson));
  lesson.key?.addEventListener("change", () => measure(lesson));
}
if (lessons.length) all();
