"""How well ink reads on its ground, as WCAG 2 reckons it."""

from __future__ import annotations


def contrast(ink: str, ground: str) -> float:
    """The contrast ratio of two colours written #RRGGBB; 4.5 is enough for text."""
    lighter, darker = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
