// Choosing what a tab of a channel shows: Teams keeps the address, and its own button saves.
(() => {
  const form = document.getElementById("configure");
  const state = document.getElementById("view-state");
  form.addEventListener("submit", (event) => event.preventDefault());

  // The page or view chosen, as an address of ours with its title; null for an address of anybody else.
  const chosen = () => {
    const page = form.querySelector("input[name=page]:checked");
    const typed = form.elements.view.value.trim();
    if (!typed) return { path: page.value, title: page.dataset.title };
    const pages = [...form.querySelectorAll("input[name=page]")];
    let url;
    try {
      url = new URL(typed, location.origin);
    } catch {
      return null;
    }
    const its = pages.find((one) => url.pathname === one.value || url.pathname.startsWith(`${one.value}/`));
    if (url.origin !== location.origin || !its) return null;
    return { path: url.pathname + url.search, title: its.dataset.title };
  };

  const begin = async () => {
    await microsoftTeams.app.initialize();
    const { pages } = microsoftTeams;
    const check = () => {
      const good = chosen() !== null;
      state.textContent = good ? "" : state.dataset.wrong;
      pages.config.setValidityState(good);
    };
    form.addEventListener("input", check);
    pages.config.registerOnSaveHandler(async (saving) => {
      const { path, title } = chosen();
      try {
        await pages.config.setConfig({
          entityId: path.length <= 64 ? path : crypto.randomUUID(), // Teams takes 64 characters
          contentUrl: `${location.origin}${form.dataset.start}${encodeURIComponent(path)}`,
          websiteUrl: `${location.origin}${path}`,
          suggestedDisplayName: title,
        });
        saving.notifySuccess();
      } catch {
        saving.notifyFailure();
      }
    });
    check();
  };

  const script = document.querySelector('script[src*="teams-js"]'); // page.js fetches it in a frame
  if (window.microsoftTeams) begin();
  else if (script) script.addEventListener("load", begin);
})();
