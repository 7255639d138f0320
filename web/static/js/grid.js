// Moving between cards with arrows or h j k l; Enter follows the link that has the focus, as everywhere.

const cards = () => [...document.querySelectorAll("[data-card]")];

function columns(all) {
  const top = all[0].getBoundingClientRect().top;
  const next = all.findIndex((card) => card.getBoundingClientRect().top > top + 4);
  return next < 1 ? all.length : next;
}

function move(step) {
  const all = cards();
  const place = all.indexOf(document.activeElement);
  const next = place < 0 ? 0 : place + step(columns(all));
  if (next < 0 || next >= all.length) return;
  all[next].focus({ preventScroll: true });
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  all[next].closest("li").scrollIntoView({ block: "nearest", behavior: still ? "auto" : "smooth" });
}

// Arrows scroll the page until a card has the focus; letters start from the first card.
function arrow(step) {
  return (key) => {
    if (key.startsWith("Arrow") && !document.activeElement.matches("[data-card]")) return false;
    move(step);
    return true;
  };
}

export function gridKeys() {
  if (!document.querySelector("[data-grid] [data-card]")) return [];
  return [
    { keys: ["h", "ArrowLeft"], says: "Photo to the left", run: arrow(() => -1) },
    { keys: ["l", "ArrowRight"], says: "Photo to the right", run: arrow(() => 1) },
    { keys: ["j", "ArrowDown"], says: "Photo below", run: arrow((wide) => wide) },
    { keys: ["k", "ArrowUp"], says: "Photo above", run: arrow((wide) => -wide) },
    { keys: ["Enter"], says: "Open the photo", run: () => false },
  ];
}
