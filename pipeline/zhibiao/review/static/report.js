// A report of many articles: each is unpacked when it is opened. The markup was made and escaped when the file was written.
"use strict";
{
  const groups = [...document.querySelectorAll(".packed")];
  const unpacked = new Map();
  const places = [...document.querySelectorAll(".later")];
  const size = Math.ceil(places.length / groups.length);

  async function unpack(k) {
    const bytes = Uint8Array.from(atob(groups[k].textContent), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return (await new Response(stream).text()).split("\0");
  }

  async function fill(place) {
    const at = places.indexOf(place);
    if (place.dataset.filled || at < 0) return;
    place.dataset.filled = "yes";
    const k = Math.floor(at / size);
    if (!unpacked.has(k)) unpacked.set(k, unpack(k));
    const made = document.createElement("div");
    made.innerHTML = (await unpacked.get(k))[at % size];
    place.append(made);
  }

  for (const place of places) place.addEventListener("toggle", () => place.open && fill(place));
  const shown = document.getElementById(location.hash.slice(1));
  if (shown && shown.classList.contains("later")) shown.open = true;
}
