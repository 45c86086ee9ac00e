// Search in the pages of a site that is read without a server. What there is to find is in passages.js; without this file all else works.
"use strict";
(() => {
  const form = document.getElementById("search"), field = document.getElementById("words"), found = document.getElementById("found"), told = document.getElementById("told");
  if (!form || typeof comityPassages === "undefined") return;
  const most = 100;
  // Letters without their accents and in one case, as people type them; the places of letters stay what they were.
  const folded = text => Array.from(text, c => { const f = c.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase("en"); return f.length === c.length ? f : c; }).join("");
  const passages = comityPassages.passages.map(passage => ({ text: passage[0], folded: folded(passage[0]), places: passage[1] }));
  const names = comityPassages.texts;

  const spots = (passage, words) => {
    const all = [];
    for (const word of words) {
      const at = passage.folded.indexOf(word);
      if (at < 0) return null;
      for (let next = at; next >= 0; next = passage.folded.indexOf(word, next + word.length)) all.push([next, next + word.length]);
    }
    return all.sort((a, b) => a[0] - b[0]);
  };

  const marked = (passage, all) => {
    const line = document.createElement("p");
    line.dir = "auto";
    let at = 0;
    for (const [begin, end] of all) {
      if (begin < at) continue;
      line.append(passage.text.slice(at, begin));
      const mark = document.createElement("mark");
      mark.textContent = passage.text.slice(begin, end);
      line.append(mark);
      at = end;
    }
    line.append(passage.text.slice(at));
    return line;
  };

  const leads = places => {
    const line = document.createElement("p");
    line.className = "places";
    for (const [text, id] of places) {
      const link = document.createElement("a");
      link.href = "texts/" + names[text][1] + "#" + encodeURIComponent(id);
      link.textContent = names[text][0] + ", " + id;
      line.append(link, " ");
    }
    return line;
  };

  const search = () => {
    const words = folded(field.value).split(/\s+/).filter(word => word !== "");
    found.replaceChildren();
    told.textContent = "";
    if (words.length === 0) return;
    let count = 0;
    for (const passage of passages) {
      const all = spots(passage, words);
      if (!all) continue;
      if (++count > most) continue;
      const item = document.createElement("li");
      item.append(marked(passage, all), leads(passage.places));
      found.append(item);
    }
    told.textContent = count === 0 ? "No passage has all of these words." : count === 1 ? "One passage has them." : count + " passages have them" + (count > most ? "; the first " + most + " are shown." : ".");
  };

  form.hidden = false;
  form.addEventListener("submit", event => { event.preventDefault(); search(); });
  field.addEventListener("input", search);
})();
