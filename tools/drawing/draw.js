"use strict";
// Draws one card as Teams would: its host configuration, its subset of Markdown, mentions by name.
const markdown = globalThis.markdownit({ html: false, linkify: false, breaks: false });
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdown
    .render(text)
    .replace(/&lt;at&gt;(.*?)&lt;\/at&gt;/g, '<span class="mention">$1</span>');
  result.didProcess = true;
};

globalThis.drawCard = (content, hostConfig, theme) => {
  const faults = [];
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig(hostConfig);
  const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5);
  AdaptiveCards.CardElement.langProperty.regEx.lastIndex = 0; // the renderer's own check remembers the last card
  card.parse(content, context);
  const instead = (message) => message.includes("Fallback will be used"); // as in a client that knows no badge
  for (let i = 0; i < context.eventCount; i++) faults.push(context.getEventAt(i).message);
  const wrong = faults.filter((message) => !instead(message));
  const place = document.getElementById("card");
  document.body.className = theme;
  place.replaceChildren(card.render());
  return wrong;
};
