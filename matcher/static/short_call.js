// The short form of a call: below a field stands what its text is taken for, as soon as one leaves it.
// Without this script a button shows the same.
const form = document.querySelector("[data-short-call]");
let running;

async function look() {
  running?.abort();
  const mine = (running = new AbortController());
  const body = new URLSearchParams(new FormData(form));
  body.set("_look", "1");
  try {
    const answer = await fetch(location.href, { method: "POST", body, signal: mine.signal });
    if (!answer.ok || answer.redirected) return;
    put(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  }
}

// Only what is filled in is told about: nobody likes to hear that the next field is still empty.
function put(page) {
  for (const field of form.querySelectorAll("[data-said]")) {
    const old = document.getElementById(`${field.id}_helptext`);
    const fresh = page.getElementById(`${field.id}_helptext`);
    if (!old || !fresh) continue;
    const wrong = field.value && page.getElementById(`${field.id}_error`);
    const [line] = (wrong || fresh).querySelectorAll(wrong ? "li" : ".said-as");
    let told = old.querySelector(".said-now");
    if (!told) {
      told = document.createElement("p");
      told.className = "said-now";
      told.setAttribute("aria-live", "polite");
      old.append(told);
    }
    const text = field.value && line ? line.textContent : "";
    if (told.textContent !== text) told.textContent = text;
    told.classList.toggle("is-wrong", Boolean(wrong));
  }
}

form.addEventListener("change", (event) => {
  if (event.target.matches("[data-said]")) look();
});
