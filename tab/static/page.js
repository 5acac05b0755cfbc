// What every page does with scripts: inside Teams it takes Teams' theme. All else works without.
(() => {
  const NAMES = { default: "light", light: "light", dark: "dark", contrast: "contrast" };
  const teams = document.currentScript.dataset.teams;

  const use = (theme) => {
    const name = NAMES[theme];
    if (!name) return;
    document.documentElement.dataset.theme = name;
    try {
      sessionStorage.setItem("theme", name);
    } catch {
      // a frame may be without storage
    }
  };

  if (window.parent === window) return;
  const script = document.createElement("script");
  script.src = teams;
  script.addEventListener("load", async () => {
    await microsoftTeams.app.initialize();
    use((await microsoftTeams.app.getContext()).app.theme);
    microsoftTeams.app.registerOnThemeChangeHandler(use);
    microsoftTeams.app.notifySuccess();
  });
  document.head.append(script);
})();
