// What a script adds to pages that work without it. Each hooks on a data- attribute, and is hidden until it works.
const root = document.documentElement;

for (const button of document.querySelectorAll("[data-theme-toggle]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const dark = root.dataset.bsTheme ? root.dataset.bsTheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.bsTheme = dark ? "light" : "dark";
    localStorage.setItem("theme", root.dataset.bsTheme);
  });
}

// What is handed on says days as days: the link to this language has them so, as long as the page is that of its address.
const addressAtFirst = location.href;
const shared = () => {
  const settled = document.querySelector(".lang [aria-current]");
  return settled && location.href === addressAtFirst ? settled.href + location.hash : location.href;
};

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-print], [data-copy]");
  if (!button) return;
  if ("print" in button.dataset) {
    event.preventDefault();
    return printAll();
  }
  if (navigator.share) return navigator.share({ title: document.title, url: shared() }).catch(() => {});
  await navigator.clipboard.writeText(shared());
  const told = button.querySelector("[data-said]");
  told.textContent = button.dataset.copy;
  setTimeout(() => (told.textContent = ""), 4000);
});

// On paper everything stands open. What a line fetches when it opens is fetched first, where one asks here or by the keyboard.
// Without a script the link leads to a page on which all of it stands already.
const folded = () => [...document.querySelectorAll("main details:not([open])")];
async function printAll() {
  const fetched = folded().filter((line) => line.dataset.hxGet).map((line) => new Promise((done) => {
    line.addEventListener("htmx:afterSettle", done, { once: true });
    setTimeout(done, 10000);
    line.open = true;
  }));
  await Promise.all(fetched);
  window.print();
}
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "p" && folded().some((line) => line.dataset.hxGet)) {
    event.preventDefault();
    printAll();
  }
});
// Who prints from the menu of the browser waits for nothing: what the lines open to is taken at once from the page for paper.
function fill() {
  const lines = folded().filter((line) => line.dataset.hxGet && !line.querySelector(".cr"));
  const whole = document.querySelector("a[data-print]");
  if (!lines.length || !whole) return;
  const asked = new XMLHttpRequest();
  asked.open("GET", whole.href, false);
  try {
    asked.send();
  } catch {
    return;
  }
  const page = new DOMParser().parseFromString(asked.response, "text/html");
  for (const line of lines) {
    const full = page.getElementById(line.id)?.querySelector(".rl-b");
    if (full) line.querySelector(".rl-b").replaceWith(full);
  }
}
let opened = [];
addEventListener("beforeprint", () => {
  fill();
  opened = folded();
  for (const one of opened) one.open = true;
});
addEventListener("afterprint", () => {
  for (const one of opened) one.open = false;
});

// Buttons that only a script can make work are hidden in the page as it comes; parts that htmx puts in are shown too.
const show = (part) => part.querySelectorAll("[data-print], [data-copy]").forEach((button) => (button.hidden = false));
show(document);
document.addEventListener("htmx:load", (event) => show(event.target));

// A line left empty says nothing, and stays out of the address that htmx writes.
document.addEventListener("formdata", ({ formData }) => {
  for (const name of new Set(formData.keys())) {
    const said = formData.getAll(name).filter((value) => value !== "");
    formData.delete(name);
    for (const value of said) formData.append(name, value);
  }
});

// A choice that takes effect at once needs no button.
for (const choice of document.querySelectorAll("[data-submits]")) {
  choice.form.querySelector("[type=submit]").hidden = true;
  choice.addEventListener("change", () => choice.form.requestSubmit());
}

// A long list that narrows while one types; what was ticked stays in sight.
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
for (const input of document.querySelectorAll("[data-filter]")) {
  const list = document.querySelector(input.dataset.filter);
  const groups = [...list.querySelectorAll("[data-filter-group]")];
  input.addEventListener("input", (event) => {
    event.stopPropagation();
    const wanted = fold(input.value.trim());
    // A short name such as "UK" is that of one, also where it stands within another ("Ukraine").
    const isCalled = (item) => item.dataset.also?.split("|").includes(wanted.replace(/[^\p{L}\p{N}]+/gu, " ").trim());
    const called = [...list.querySelectorAll("[data-also]")].filter(isCalled);
    for (const group of groups) {
      for (const item of group.querySelectorAll("li")) {
        const fits = called.length ? called.includes(item) : fold(item.textContent).includes(wanted);
        item.hidden = !fits && !item.querySelector(":checked");
      }
      group.hidden = !group.querySelector("li:not([hidden])");
    }
    list.querySelector("[data-filter-none]").hidden = groups.some((group) => !group.hidden);
  });
  // What was typed to find a place is not an answer of its own once a place is ticked.
  list.addEventListener("change", () => (input.value = ""));
  input.addEventListener("change", (event) => event.stopPropagation());
}

// Selections are listed on this device alone: a name and a link each, in the browser's own storage.
const SELECTIONS = "selections";
const listed = () => {
  try {
    return JSON.parse(localStorage.getItem(SELECTIONS)) ?? [];
  } catch {
    return [];
  }
};
const without = (link) => listed().filter((one) => one.link !== link);
for (const { dataset } of document.querySelectorAll("[data-selection]")) {
  localStorage.setItem(SELECTIONS, JSON.stringify([{ name: dataset.selection, link: dataset.link }, ...without(dataset.link)]));
}
for (const form of document.querySelectorAll("[data-forget]")) {
  form.addEventListener("submit", () => localStorage.setItem(SELECTIONS, JSON.stringify(without(form.dataset.forget))));
}
for (const section of document.querySelectorAll("[data-selections]")) {
  const list = section.querySelector("ul");
  for (const { name, link } of listed()) {
    const item = document.createElement("li");
    const there = document.createElement("a");
    there.href = link;
    there.textContent = name;
    item.append(there);
    list.append(item);
  }
  section.hidden = !list.children.length;
}
