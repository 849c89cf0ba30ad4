"""Text can be read on every ground it stands on, in both schemes (WCAG 2.1: 4.5:1, edges 3:1)."""

from __future__ import annotations

import pytest

from assurance_desk.ui.tokens import DARK, LIGHT, Ground


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    r, g, b = (v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def ratio(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def texts(t: Ground) -> dict[str, tuple[str, str]]:
    grounds = {name: getattr(t, name) for name in ("rail", "canvas", "paper", "raised", "tint")}
    pairs = {
        f"{ink} on {name}": (getattr(t, ink), ground)
        for ink in ("ink", "muted", "accent")
        for name, ground in grounds.items()
    }
    pairs |= {f"late on {name}": (t.late, grounds[name]) for name in ("paper", "canvas")}
    pairs |= {f"good on {name}": (t.good, grounds[name]) for name in ("paper", "canvas")}
    pairs |= {f"waiting words on {name}": (t.warn[1], grounds[name]) for name in ("paper", "canvas")}
    pairs |= {f"chip {name}": (ink, ground) for name, (ground, ink) in t.chips.items()}
    pairs |= {f"heat {step}": (ink, ground) for step, (ground, ink) in enumerate(t.heat)}
    pairs["ink on the chosen link"] = (t.ink, t.tint_strong)
    pairs["primary button"] = (t.on_accent, t.accent)
    pairs["primary button pressed"] = (t.on_accent, t.accent_down)
    pairs["notice"] = (t.warn[1], t.warn[0])
    pairs["tooltip"] = (t.paper, t.ink)
    return pairs


@pytest.mark.parametrize("t", [LIGHT, DARK], ids=lambda t: t.name)
def test_every_text_can_be_read(t: Ground) -> None:
    low = {name: round(ratio(*pair), 2) for name, pair in texts(t).items() if ratio(*pair) < 4.5}
    assert not low


@pytest.mark.parametrize("t", [LIGHT, DARK], ids=lambda t: t.name)
def test_every_edge_can_be_seen(t: Ground) -> None:
    low = {
        f"{edge} on {ground}": round(ratio(getattr(t, edge), getattr(t, ground)), 2)
        for edge in ("edge", "accent")
        for ground in ("paper", "canvas")
        if ratio(getattr(t, edge), getattr(t, ground)) < 3
    }
    assert not low


@pytest.mark.parametrize("t", [LIGHT, DARK], ids=lambda t: t.name)
def test_the_scale_of_gaps_only_goes_one_way(t: Ground) -> None:
    steps = [luminance(ground) for ground, _ink in t.heat]
    assert steps == sorted(steps, reverse=t is LIGHT)
