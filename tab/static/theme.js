// Before anything is drawn: the theme Teams told last in this window. Without one the machine's own preference holds.
(() => {
  let known = "";
  try {
    known = sessionStorage.getItem("theme");
  } catch {
    return; // a frame may be without storage; then page.js asks Teams anew
  }
  if (["light", "dark", "contrast"].includes(known)) document.documentElement.dataset.theme = known;
})();
