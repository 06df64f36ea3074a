// Fetches the report of a verification line by line: how far it is, and at last the report. Without this, the form asks for it.
const place = document.querySelector("[data-stream]");

const lines = async function* (response) {
  let rest = "";
  for (const reader = response.body.pipeThrough(new TextDecoderStream()).getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return;
    const found = (rest + value).split("\n");
    rest = found.pop();
    yield* found.map((line) => JSON.parse(line));
  }
};

if (place) {
  const running = place.querySelector("[data-running]");
  const idle = place.querySelector("[data-idle]");
  const said = document.querySelector("[data-said]");
  running.hidden = false;
  idle.hidden = true;
  try {
    const response = await fetch(place.dataset.stream);
    if (!response.ok) throw new Error(response.statusText);
    for await (const line of lines(response)) {
      if ("percent" in line) place.querySelector("progress").value = line.percent;
      if ("html" in line) {
        place.innerHTML = line.html;
        said.textContent = said.dataset.said;
      }
    }
  } finally {
    // What was cut off leaves the way without a script.
    running.hidden = true;
    idle.hidden = false;
  }
}
