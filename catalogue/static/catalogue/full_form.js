// The full form of an entry: days as precisely as they are known, order by dragging or by buttons, and a text to start from in the
// other language. Without this script all of it is written in the boxes that stand there.
const words = document.getElementById("full-form-words")?.dataset;
const LANGUAGES = ["nl", "en"];

function element(tag, fields = {}, ...inside) {
  const made = Object.assign(document.createElement(tag), fields);
  made.append(...inside);
  return made;
}

function button(text, said, act) {
  const made = element("button", { type: "button", className: "ff-button", textContent: text });
  if (said) made.setAttribute("aria-label", said);
  made.addEventListener("click", act);
  return made;
}

// What a box is called: by its label, or by the heading of its column.
function called(box) {
  const label = box.getAttribute("aria-label") ?? box.labels?.[0]?.textContent;
  const place = box.closest("td")?.cellIndex;
  const heading = place === undefined ? "" : box.closest("table").tHead.rows[0].cells[place]?.textContent;
  return (label || heading || box.name).trim().replace(/:$/, "");
}

// --- Days: a year, a month or a day ---------------------------------------------------------------------------------

const KINDS = { 4: "number", 7: "month", 10: "date" };
const SHAPES = { 4: /^\d{4}$/, 7: /^\d{4}-\d{2}$/, 10: /^\d{4}-\d{2}-\d{2}$/ };

function pickDay(box) {
  if (box.dataset.ready || box.name.includes("__prefix__")) return;
  box.dataset.ready = "1";
  const written = /^\d{4}(-\d{2}){0,2}$/.test(box.value);
  const inWords = box.dataset.partialDay === "or-words";
  if (box.value && !written && !inWords) return; // what nobody can pick stays a text
  const name = called(box);
  const how = element("select", { className: "ff-precision" });
  how.setAttribute("aria-label", words.precision.replace("{}", name));
  for (const [size, text] of [[10, words.day], [7, words.month], [4, words.year]]) how.append(new Option(text, size));
  if (inWords) how.append(new Option(words.inWords, 0));
  how.value = !box.value ? 10 : written ? box.value.length : 0;
  const pick = element("input", { className: "ff-pick" });
  pick.setAttribute("aria-label", name);
  const shape = () => {
    const size = Number(how.value);
    pick.hidden = !size;
    box.type = size ? "hidden" : "text";
    if (!size) return;
    pick.type = KINDS[size];
    if (size === 4) Object.assign(pick, { min: 1950, max: 2060 });
    const known = box.value.slice(0, size);
    pick.value = SHAPES[size].test(known) ? known : "";
    if (size < box.value.length) box.value = pick.value;
    pick.placeholder = pick.type === "text" ? "2026-02" : ""; // a browser without a picker of months
  };
  how.addEventListener("change", () => { shape(); box.dispatchEvent(new Event("change", { bubbles: true })); });
  pick.addEventListener("input", () => {
    box.value = pick.value;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  });
  shape();
  box.after(element("span", { className: "ff-day" }, how, pick));
}

// --- Order: by dragging, or by two buttons --------------------------------------------------------------------------

function rows(body) {
  return [...body.children].filter((row) => row.matches(".form-row:not(.empty-form)"));
}

function place(row) {
  return row.querySelector(".field-position input");
}

// Steps of ten, so that a row may be put in between by hand too.
function number(body) {
  rows(body).forEach((row, at) => { place(row).value = (at + 1) * 10; });
}

function move(row, by) {
  const body = row.parentElement;
  const all = rows(body);
  const to = all.indexOf(row) + by;
  if (to < 0 || to >= all.length) return;
  all[to][by < 0 ? "before" : "after"](row);
  number(body);
  status(words.moved.replace("{}", to + 1));
}

function order(row) {
  const box = place(row);
  if (!box || row.dataset.ready || row.matches(".empty-form")) return;
  row.dataset.ready = "1";
  const handle = element("span", { className: "ff-handle", textContent: "⠿", draggable: true, title: words.drag });
  handle.setAttribute("aria-hidden", "true");
  handle.addEventListener("dragstart", (event) => {
    event.dataTransfer.setDragImage(row, 0, 0);
    event.dataTransfer.effectAllowed = "move";
    row.classList.add("ff-dragged");
  });
  handle.addEventListener("dragend", () => { row.classList.remove("ff-dragged"); number(row.parentElement); });
  row.addEventListener("dragover", (event) => {
    const dragged = row.parentElement.querySelector(".ff-dragged");
    if (!dragged || dragged === row) return;
    event.preventDefault();
    const box = row.getBoundingClientRect();
    row[event.clientY > box.top + box.height / 2 ? "after" : "before"](dragged);
  });
  const up = button("↑", words.up, () => { move(row, -1); up.focus(); });
  const down = button("↓", words.down, () => { move(row, 1); down.focus(); });
  box.after(element("span", { className: "ff-order" }, handle, up, down));
}

function status(text) {
  let line = document.getElementById("ff-status");
  if (!line) document.body.append((line = element("div", { id: "ff-status", className: "visually-hidden", role: "status" })));
  line.textContent = text;
}

// --- A text to start from, from the other language ------------------------------------------------------------------

function copyFromOther(box) {
  const language = box.name.slice(-2);
  if (box.dataset.ready || !LANGUAGES.includes(language) || box.name.includes("__prefix__") || box.readOnly) return;
  const other = document.getElementsByName(box.name.slice(0, -2) + LANGUAGES.find((one) => one !== language))[0];
  if (!other) return;
  box.dataset.ready = "1";
  const text = language === "nl" ? words.fromEn : words.fromNl;
  const copy = button(text, `${called(box)}: ${text}`, () => {
    box.value = other.value;
    box.focus();
    box.dispatchEvent(new Event("change", { bubbles: true }));
  });
  const look = () => { copy.hidden = Boolean(box.value.trim()) || !other.value.trim(); };
  for (const one of [box, other]) one.addEventListener("input", look);
  box.addEventListener("change", look);
  look();
  box.after(copy);
}

// --- All of it, for what stands there and for rows that are added ---------------------------------------------------

function ready(within) {
  within.querySelectorAll("input[data-partial-day]").forEach(pickDay);
  within.querySelectorAll("input[name$='_nl'], input[name$='_en'], textarea[name$='_nl'], textarea[name$='_en']").forEach(copyFromOther);
  within.querySelectorAll(".inline-group .tabular tr.form-row").forEach(order);
  if (within.matches?.("tr.form-row")) order(within);
}

// What Django and select2 leave without a name: the boxes to look in, and the columns of what a row is called.
function name(within) {
  for (const box of within.querySelectorAll("select.select2-hidden-accessible")) {
    const text = called(box);
    for (const one of box.nextElementSibling?.querySelectorAll(".select2-selection, .select2-search__field, [role=textbox]") ?? []) {
      one.setAttribute("aria-label", text);
      one.removeAttribute("aria-labelledby");
    }
    // A list in which there is a button too is none: what is chosen is told by what the box is called, and by its text.
    for (const one of box.nextElementSibling?.querySelectorAll("ul.select2-selection__rendered, ul.select2-selection__rendered > li") ?? []) {
      one.setAttribute("role", "none");
    }
  }
  for (const box of within.querySelectorAll("td.delete input:not([aria-label])")) box.setAttribute("aria-label", called(box));
  for (const heading of within.querySelectorAll("th.original:empty, .tabular th:empty")) {
    heading.append(element("span", { className: "visually-hidden", textContent: words.row }));
  }
}

// The work list leads to a list of lines: it is opened.
function open() {
  const part = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const fold = part?.querySelector("details");
  if (fold) {
    fold.open = true;
    part.scrollIntoView();
  }
}

if (words) {
  ready(document.getElementById("content-main") ?? document.body);
  document.addEventListener("formset:added", (event) => {
    ready(event.target);
    const box = place(event.target);
    const others = rows(event.target.parentElement).filter((row) => row !== event.target);
    if (box) box.value = Math.max(0, ...others.map((row) => Number(place(row).value))) + 10;
  });
  open();
  // select2 draws its boxes after this, and anew at every choice.
  let waits = 0;
  const draw = () => { waits ||= requestAnimationFrame(() => { waits = 0; name(document.body); }); };
  new MutationObserver(draw).observe(document.body, { childList: true, subtree: true });
  draw();
  addEventListener("hashchange", open);
}
