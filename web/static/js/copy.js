// A button that puts a line of the page on the clipboard, and says so to eye and ear.

export function copyButtons() {
  for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
    const line = document.getElementById(button.dataset.copy);
    const said = button.parentElement.querySelector("[data-copied]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      const copied = navigator.clipboard.writeText(line.textContent);
      said.textContent = await copied.then(() => "Copied", () => "The browser does not allow it");
    });
  }
}
