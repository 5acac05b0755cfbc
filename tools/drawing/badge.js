"use strict";
// A badge as Teams draws one: Fluent's measures and colours, an icon of the catalogue drawn simply.
const RING = '<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.4"/>';
const line = (d) => `<path d="${d}" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linecap="round"/>`;
const ICONS = {
  ErrorCircle: RING + line("M8 4.8v4M8 11v.2"),
  Clock: RING + line("M8 4.5V8h2.6"),
  CalendarClock: line("M2.5 3.5h11v9h-11zM2.5 6.5h11M8 8.5v2h1.5"),
  Prohibited: RING + line("M3.8 3.8l8.4 8.4"),
  Circle: RING,
  CheckmarkCircle: RING + line("M5.2 8.2l2 2 3.8-4.2"),
  DismissCircle: RING + line("M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4"),
  QuestionCircle: RING + line("M6.4 6.4a1.7 1.7 0 1 1 1.6 2.2v.6M8 11.2v.2"),
};
const BLACK = ["#000000", "#ffffff", "#ffffff"]; // with high contrast every state is white on black: words alone tell
const TINTS = {
  light: {
    Informative: ["#ffffff", "#616161", "#e0e0e0"], Subtle: ["#f0f0f0", "#616161", "#e0e0e0"],
    Accent: ["#f2f4fc", "#4f52b2", "#c5cbfa"], Good: ["#f1faf1", "#0e700e", "#9fd89f"],
    Attention: ["#fdf3f4", "#c50f1f", "#eeacb2"], Warning: ["#fefbf4", "#835b00", "#f9e2ae"],
  },
  dark: {
    Informative: ["#292929", "#adadad", "#525252"], Subtle: ["#141414", "#adadad", "#525252"],
    Accent: ["#00061d", "#aab1fa", "#3d3e78"], Good: ["#052505", "#54b054", "#107c10"],
    Attention: ["#3b0509", "#eeacb2", "#c50f1f"], Warning: ["#463100", "#f9e2ae", "#eaa300"],
  },
};

class Badge extends AdaptiveCards.CardElement {
  static text = new AdaptiveCards.StringProperty(AdaptiveCards.Versions.v1_5, "text");
  static icon = new AdaptiveCards.StringProperty(AdaptiveCards.Versions.v1_5, "icon");
  static look = new AdaptiveCards.StringProperty(AdaptiveCards.Versions.v1_5, "style");

  getJsonTypeName() {
    return "Badge";
  }

  populateSchema(schema) {
    super.populateSchema(schema);
    schema.add(Badge.text, Badge.icon, Badge.look);
  }

  internalRender() {
    const icon = ICONS[this.getValue(Badge.icon)];
    if (!icon) throw new Error(`no icon is drawn for ${this.getValue(Badge.icon)}`);
    const themed = TINTS[document.body.className];
    const [back, fore, edge] = themed ? themed[this.getValue(Badge.look)] : BLACK;
    const drawn = document.createElement("div");
    drawn.className = "badge";
    drawn.style.cssText = `color: ${fore}; background: ${back}; border-color: ${edge}`;
    drawn.innerHTML = `<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">${icon}</svg>`;
    const words = document.createElement("span");
    words.textContent = this.getValue(Badge.text);
    drawn.append(words);
    return drawn;
  }
}

globalThis.knowBadges = () =>
  AdaptiveCards.GlobalRegistry.elements.register("Badge", Badge, AdaptiveCards.Versions.v1_5);
