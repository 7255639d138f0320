// The list of keys that are live on this page, in a dialog that the browser closes on Escape.

const names = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓", Escape: "Esc" };

function line({ keys, says }) {
  const term = document.createElement("dt");
  for (const key of keys) {
    const cap = document.createElement("kbd");
    cap.textContent = names[key] ?? key;
    term.append(cap);
  }
  const words = document.createElement("dd");
  words.textContent = says;
  return [term, words];
}

export function helpKeys(live) {
  const dialog = document.getElementById("help");
  const button = document.querySelector("[data-help]");
  const show = { keys: ["?"], says: "This list", run: () => dialog.showModal() };
  dialog.querySelector("[data-keys]").append(...[...live, show].flatMap(line));
  button.hidden = false;
  button.addEventListener("click", () => dialog.showModal());
  return [show];
}
