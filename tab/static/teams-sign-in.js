// Signing in inside Teams: its token is sent to the server, which checks it. Where Teams has none, a window asks Entra.
(() => {
  const AGAIN = 15000; // milliseconds in which being here again means that the cookie was not kept
  const form = document.getElementById("sign-in");
  const state = document.getElementById("state");
  const button = document.getElementById("in-a-window");
  const source = document.currentScript.dataset.teams;

  const offer = (why) => {
    if (why) state.textContent = state.dataset[why];
    button.hidden = false;
  };

  const send = (fields) => {
    form.action += `#signing-in-${Date.now()}`; // stays in the address where the server leads on; a frame may have no storage
    for (const [name, value] of Object.entries(fields)) form.elements[name].value = value;
    form.submit();
  };

  const words = (bytes) =>
    btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

  const inAWindow = async () => {
    const secret = words(crypto.getRandomValues(new Uint8Array(32)));
    const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(secret));
    const url = `${location.origin}/sign-in/entra?window=${words(new Uint8Array(hash))}`;
    try {
      send({ ticket: await microsoftTeams.authentication.authenticate({ url, width: 600, height: 640 }), secret });
    } catch {
      offer("closed");
    }
  };

  const begin = async () => {
    button.addEventListener("click", inAWindow);
    try {
      await microsoftTeams.app.initialize();
      microsoftTeams.app.notifySuccess();
      if ("wait" in form.dataset) return offer("");
      if (Date.now() - Number(location.hash.replace("#signing-in-", "")) < AGAIN) return offer("blocked");
      send({ token: await microsoftTeams.authentication.getAuthToken() });
    } catch {
      offer("failed");
    }
  };

  let script = document.querySelector('script[src*="teams-js"]'); // in a frame every page fetches it
  if (!script) {
    script = document.createElement("script");
    script.src = source;
    document.head.append(script);
  }
  if (window.microsoftTeams) begin();
  else script.addEventListener("load", begin);
})();
