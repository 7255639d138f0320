// From photo to photo through the results that the reader came from; the list lives as long as the tab.

const shelf = "results";

function remember() {
  const cards = [...document.querySelectorAll("[data-grid] [data-card]")];
  if (!cards.length) return;
  const photos = cards.map((card) => card.pathname);
  sessionStorage.setItem(shelf, JSON.stringify({ from: location.pathname + location.search, photos }));
}

function point(link, path) {
  link.hidden = !path;
  if (path) link.href = path;
  return link;
}

export function walkKeys() {
  remember();
  const walk = document.querySelector("[data-walk]");
  const { from, photos = [] } = JSON.parse(sessionStorage.getItem(shelf) ?? "{}");
  const place = photos.indexOf(location.pathname);
  if (!walk || place < 0) return [];
  const previous = point(walk.querySelector("[data-walk-previous]"), photos[place - 1]);
  const next = point(walk.querySelector("[data-walk-next]"), photos[place + 1]);
  const back = point(walk.querySelector("[data-walk-back]"), from);
  walk.hidden = false;
  return [
    { keys: ["["], says: "Previous photo", run: () => previous.hidden || previous.click() },
    { keys: ["]"], says: "Next photo", run: () => next.hidden || next.click() },
    { keys: ["b"], says: "Back to the results", run: () => back.click() },
  ];
}
