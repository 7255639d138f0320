// Everything works without this file; it adds keys, and opens the filters where the style sheet cannot.
import { copyButtons } from "./copy.js";
import { listen } from "./keys.js";
import { gridKeys } from "./grid.js";
import { helpKeys } from "./help.js";
import { walkKeys } from "./walk.js";

const search = document.getElementById("q");

const pageKeys = [
  { keys: ["/"], says: "Search", run: () => { search.focus(); search.select(); } },
  { keys: ["Escape"], says: "Leave the search box", inFields: true, run: () => document.activeElement.blur() },
];

const live = [...pageKeys, ...gridKeys(), ...walkKeys()];
const all = [...live, ...helpKeys(live)];
listen(all);
copyButtons();

const filters = document.querySelector("[data-facets]");
if (filters && !CSS.supports("selector(::details-content)") && matchMedia("(width >= 56rem)").matches) {
  filters.open = true;
}
