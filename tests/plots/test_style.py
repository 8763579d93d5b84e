import pytest

from presslens.plots import style


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colour", [style.INK, style.MUTED, style.NEGATIVE, style.POSITIVE])
def test_colours_of_text_can_be_read_on_paper(colour):
    assert contrast(colour, style.PAPER) >= 4.5


@pytest.mark.parametrize("colour", [style.NEUTRAL, style.SMALL_N, *style.SERIES])
def test_colours_of_marks_can_be_seen_on_paper(colour):
    assert contrast(colour, style.PAPER) >= 3


@pytest.mark.parametrize("fill", [style.NEGATIVE, style.POSITIVE])
def test_numbers_can_be_read_on_bars(fill):
    assert contrast(style.PAPER, fill) >= 4.5
    assert contrast(style.INK, style.NEUTRAL) >= 4.5


def test_shades_of_a_bar_can_be_told_apart():
    dark, middle, light = style.SHADES
    assert contrast(dark, middle) >= 2
    assert contrast(middle, light) >= 2
