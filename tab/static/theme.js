// Before anything is drawn: the theme Teams told last in this window. Without one the machine's own preference holds.
(() => {
  const known = sessionStorage.getItem("theme");
  if (["light", "dark", "contrast"].includes(known)) document.documentElement.dataset.theme = known;
})();
