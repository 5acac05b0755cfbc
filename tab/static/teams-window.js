// The window of the sign-in: what it learned goes to the page in Teams that opened it, and it closes.
(() => {
  const script = document.createElement("script");
  script.src = document.currentScript.dataset.teams;
  script.addEventListener("load", async () => {
    await microsoftTeams.app.initialize();
    microsoftTeams.authentication.notifySuccess(document.getElementById("ticket").dataset.ticket);
  });
  document.head.append(script);
})();
