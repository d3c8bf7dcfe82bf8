/* Small comforts. Every page works without this file. */
"use strict";

const all = (selector, root = document) => [...root.querySelectorAll(selector)];

/* What is only true where this file runs. */
all("[data-with-script]").forEach((text) => { text.hidden = false; });

/* A failed form: go to the list of mistakes. */
all("[data-focus]").slice(0, 1).forEach((summary) => summary.focus());

/* Menus close with Escape and with a click beside them. */
const close = (except) => all("details.pop[open]").forEach((menu) => menu.contains(except) || menu.removeAttribute("open"));
document.addEventListener("click", (event) => close(event.target));
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details.pop[open]");
  if (menu) { menu.removeAttribute("open"); menu.querySelector("summary").focus(); }
});

/* A drawing of a year that is wider than the screen opens at today. */
all(".scroll path.today").forEach((line) => {
  const box = line.closest(".scroll");
  const names = box.querySelector(".lane-names").clientWidth;
  box.scrollLeft = line.getBoundingClientRect().left - box.getBoundingClientRect().left - names - (box.clientWidth - names) / 3;
});

/* A second press on the same button sends nothing twice. The button stays what it is: no "disabled". */
const release = (form) => { delete form.dataset.sent; all("[aria-busy]", form).forEach((button) => button.removeAttribute("aria-busy")); };
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.matches("[hx-post], [hx-put], [hx-patch], [hx-delete]")) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "true";
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(release, 8000, form);
});
addEventListener("pageshow", (event) => event.persisted && all("form[data-sent]").forEach(release));

/* Colours are judged while they are picked: <form data-looks="address of the judgement">, shown in #looks. */
all("form[data-looks]").forEach((form) => form.addEventListener("change", async (event) => {
  if (event.target.type !== "color") return;
  const asked = new URLSearchParams(all("input[type=color]", form).map((field) => [field.name, field.value.slice(1)]));
  const answer = await fetch(`${form.dataset.looks}?${asked}`);
  if (answer.ok) document.getElementById("looks").innerHTML = await answer.text();
}));

/* Copy the value of a field: <button data-copy="id-of-field" data-copied="Copied">. */
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  await navigator.clipboard.writeText(field.value);
  button.textContent = button.dataset.copied;
});

/* Drafts: long text, and what is chosen beside it, is kept in this browser while you write, per person, for two weeks at most. It is put back when
   a session ended or the connection failed, and forgotten once the form arrived or the person logs out. */
const PREFIX = `draft:${document.body.dataset.person || ""}:`;
const KEPT_FOR = 14 * 24 * 3600 * 1000;
const keyOf = (place) => PREFIX + place.dataset.draft;
const fieldsOf = (place) =>
  (place.matches("textarea") ? [place] : all("textarea, input:is([type=text], [type=url], [type=date], [type=time], [type=number], :not([type]))", place)).filter((field) => field.name);
/* Who may read it is chosen anew: a wider circle of long ago must not come back unseen. */
const choicesOf = (place) => all("input[type=checkbox], input[type=radio], select", place).filter((field) => field.name && !field.name.endsWith("audience"));
const chosen = (field) => (field.matches("select") ? field.value : `${field.checked}`);
const keyOfChoice = (field) => (field.matches("select") ? field.name : `${field.name}=${field.value}`);
const read = (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
const write = (key, draft) => { try { localStorage.setItem(key, JSON.stringify(draft)); } catch { /* full or forbidden */ } };
const keys = (prefix) => Object.keys(localStorage).filter((key) => key.startsWith(prefix));

function putBack(place, draft) {
  const changed = fieldsOf(place).filter((field) => draft.text[field.name] && draft.text[field.name] !== field.value);
  changed.forEach((field) => { field.value = draft.text[field.name]; });
  for (const field of choicesOf(place)) {
    const was = draft.choices?.[keyOfChoice(field)];
    if (was === undefined || was === chosen(field)) continue;
    if (!field.matches("select")) field.checked = was === "true";
    else if ([...field.options].some((option) => option.value === was)) field.value = was;
    changed.push(field.closest(".choice, .field") || field);
  }
  if (!changed.length || !place.dataset.draftText) return;
  const note = Object.assign(document.createElement("p"), { className: "draft", textContent: place.dataset.draftText });
  note.setAttribute("role", "status");
  changed[0].matches(".choice") ? changed[0].append(note) : changed[0].after(note);
}

function settle(place, draft) {
  const cameBack = place.closest("form").querySelector("[data-focus]");
  const interrupted = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  if (draft.sent && !cameBack && !interrupted) localStorage.removeItem(keyOf(place));
  else if (!cameBack) putBack(place, draft);
}

function keepDrafts() {
  const places = all("[data-draft]");
  const here = new Set(places.map(keyOf));
  const pausing = "keepDrafts" in document.body.dataset; // the page to log in, or the one about an ended session
  for (const key of keys("draft:")) {
    const draft = read(key);
    if (!draft || Date.now() - draft.at > KEPT_FOR) localStorage.removeItem(key);
    else if (pausing) write(key, { ...draft, sent: false });
    else if (draft.sent && key.startsWith(PREFIX) && !here.has(key)) localStorage.removeItem(key);
  }
  for (const place of places) {
    const draft = read(keyOf(place));
    if (draft) settle(place, draft);
    const keep = (sent) => write(keyOf(place), { at: Date.now(), sent, text: Object.fromEntries(fieldsOf(place).map((field) => [field.name, field.value])), choices: Object.fromEntries(choicesOf(place).map((field) => [keyOfChoice(field), chosen(field)])) });
    place.addEventListener("input", () => keep(false));
    place.closest("form").addEventListener("submit", () => keep(true));
  }
}
keepDrafts();
all("form[data-forget-drafts]").forEach((form) => form.addEventListener("submit", () => keys("draft:").forEach((key) => localStorage.removeItem(key))));
