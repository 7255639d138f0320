// One listener for all keys. Letters are inert while somebody types (WCAG 2.1.4, character key shortcuts).

const typesIn = (element) => element.matches("input, textarea, select, [contenteditable]");

export function listen(bindings) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector("dialog[open]")) return;
    const binding = bindings.find(({ keys }) => keys.includes(event.key));
    if (!binding || (typesIn(event.target) && !binding.inFields)) return;
    if (binding.run(event.key) !== false) event.preventDefault();
  });
}
