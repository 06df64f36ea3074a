// The page of a rule while one writes: the sentence rewrites itself, and of each condition only what fits its question is
// shown. Without this script all fields stand there, and a button shows the same.
const editor = document.querySelector("[data-rule-editor]");
const form = editor?.closest("form");
const WAIT = 300;
const KEPT = "overzet-rule-try";

if (form?.elements.effect) {
  const questions = JSON.parse(document.getElementById("rule-pickers").textContent);
  const operators = new WeakMap();

  // --- The sentence, and whom it touches ---

  let timer, running;

  async function look({ thenFocus = "" } = {}) {
    clearTimeout(timer);
    running?.abort();
    const mine = (running = new AbortController());
    const body = new URLSearchParams(new FormData(form));
    body.set("_preview", "part");
    editor.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(location.href, { method: "POST", body, signal: mine.signal });
      if (!answer.ok || answer.redirected) throw new Error(answer.status);
      put(new DOMParser().parseFromString(await answer.text(), "text/html"));
      if (thenFocus) document.querySelector(thenFocus)?.focus();
    } catch (error) {
      if (error.name !== "AbortError") say(editor.dataset.failed);
    }
    if (mine === running) editor.removeAttribute("aria-busy");
  }

  // Only what differs is put in place, so that nothing is read out twice.
  function put(page) {
    for (const part of document.querySelectorAll("[data-part]")) {
      const fresh = page.querySelector(`[data-part="${part.dataset.part}"]`);
      if (fresh && fresh.innerHTML !== part.innerHTML) part.replaceChildren(...fresh.childNodes);
    }
  }

  function say(text) {
    const line = document.createElement("p");
    line.textContent = text;
    document.querySelector('[data-part="said"]').replaceChildren(line);
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(look, WAIT);
  }

  // --- What fits ---

  function show(part, fits, { clears = true } = {}) {
    if (!part) return;
    part.hidden = !fits;
    if (clears) for (const control of part.querySelectorAll("input, select, textarea")) control.disabled = !fits;
  }

  const line = (within, name) => within.querySelector(`.form-row.field-${name}`);
  const box = (within, name) => within.querySelector(`.fieldBox.field-${name}`)?.parentElement;

  function fitRule() {
    const { effect, scope, points, max_eur, max_rate_pct } = form.elements;
    const givesPoints = effect.value === "points";
    if (effect.value && !givesPoints) points.value = 0;
    show(box(form, "points"), givesPoints, { clears: false });
    const setsPay = effect.value === "limit";
    if (effect.value && !setsPay) max_eur.value = max_rate_pct.value = "";
    show(line(form, "max_eur"), setsPay, { clears: false });
    tellAmount(max_eur, setsPay);
    show(line(form, "instruments"), scope.value === "instruments");
    show(line(form, "programme"), scope.value === "programme");
    show(line(form, "level"), scope.value === "level");
  }

  function fitCondition(row) {
    const of = (name) => row.querySelector(`[name$="-${name}"]`);
    const asked = questions[of("question").value];
    const kind = asked?.kind ?? "";
    fitOperators(of("operator"), asked);
    const needsRole = form.elements.effect.value === "require" || of("role").value === "require";
    show(box(row, "role"), needsRole, { clears: false });
    show(box(row, "operator"), Boolean(asked), { clears: false });
    show(line(row, "options"), kind.startsWith("choice"));
    for (const group of row.querySelectorAll("[data-question]")) {
      group.hidden = group.disabled = group.dataset.question !== asked?.name;
    }
    show(line(row, "groups"), kind.startsWith("place"));
    const counts = of("operator").value === "counts-at-least";
    show(box(row, "number"), kind === "number" || kind === "money" || counts);
    show(box(row, "day"), kind === "date");
    line(row, "number").hidden = box(row, "number").hidden && box(row, "day").hidden;
    tellAmount(of("number"), kind === "money");
  }

  function fitOperators(select, asked) {
    if (!operators.has(select)) operators.set(select, [...select.options]);
    if (!asked) return;
    const chosen = select.value;
    const fitting = operators.get(select).filter((option) => asked.operators.includes(option.value));
    select.replaceChildren(...fitting);
    select.value = fitting.some((option) => option.value === chosen) ? chosen : fitting[0].value;
  }

  // An amount as people write it, beside its digits.
  function tellAmount(input, isMoney) {
    let told = input.parentElement.querySelector("output");
    if (!told) input.after((told = Object.assign(document.createElement("output"), { htmlFor: input.id, className: "amount" })));
    const amount = isMoney && input.value ? Number(input.value) : NaN;
    const style = { style: "currency", currency: "EUR", maximumFractionDigits: 0 };
    told.textContent = Number.isNaN(amount) ? (isMoney ? "€" : "") : new Intl.NumberFormat(document.documentElement.lang, style).format(amount);
  }

  const rows = () => form.querySelectorAll("#conditions-group .inline-related:not(.empty-form)");

  function fit() {
    fitRule();
    rows().forEach(fitCondition);
  }

  // select2 draws a cross inside its list and a field without a name: the one cannot be read out, the other not understood.
  for (const select of form.querySelectorAll("select.admin-autocomplete[multiple]")) select.dataset.allowClear = "false";

  function nameSearches() {
    for (const search of form.querySelectorAll(".select2-search__field:not([aria-label])")) {
      const select = search.closest(".select2-container").previousElementSibling;
      search.setAttribute("aria-label", select.labels[0].textContent.trim().replace(/:$/, ""));
    }
  }

  // --- What to try it with: remembered here, on the machine of who tries ---

  const { _try_persona: persona, _try_address: address } = form.elements;

  function remember() {
    localStorage.setItem(KEPT, JSON.stringify({ persona: persona.value, address: address.value }));
  }

  function recall() {
    if (persona.value || address.value) return;
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? "{}");
    address.value = kept.address ?? "";
    persona.value = kept.persona ?? "";
    if (persona.selectedIndex < 0) persona.value = "";
  }

  // --- Hooks ---

  const changed = (event) => {
    if (event.target === persona && persona.value) address.value = "";
    if (event.target === persona || event.target === address) remember();
    fit();
    nameSearches();
    later();
  };
  form.addEventListener("input", changed);
  django.jQuery(form).on("change", changed); // select2 tells only jQuery
  document.addEventListener("formset:added", changed);
  document.addEventListener("formset:removed", changed);

  form.addEventListener("click", (event) => {
    const button = event.target.closest('button[name="_preview"]');
    if (!button) return;
    event.preventDefault();
    if (button.value.includes("=")) {
      address.value = button.value;
      remember();
    }
    look({ thenFocus: ".tried" });
  });

  // Enter there means: try it. Everywhere else it saves.
  address.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    remember();
    look({ thenFocus: ".tried" });
  });

  form.querySelector('button[value="page"]').hidden = true;
  recall();
  fit();
  django.jQuery(nameSearches);
  if ("isKept" in editor.dataset) look();
}
