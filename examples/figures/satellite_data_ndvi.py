"""Reflectance of water, soil and leaves in two bands, and the NDVI that follows."""

from look import ACCENT, THIRD, new_figure

# In per cent, the values of examples/satellite-data/ndvi.py.
RED = (4, 22, 5)
NEAR_INFRARED = (2, 30, 45)


def draw(_):
    figure, axes = new_figure(height=3.4)
    kinds = [_("water"), _("soil"), _("leaves")]
    labels = [_("NDVI −0.33"), _("NDVI 0.15"), _("NDVI 0.80")]
    for number, (red, infrared) in enumerate(zip(RED, NEAR_INFRARED, strict=True)):
        axes.bar(number - 0.18, red, width=0.34, color=ACCENT)
        axes.bar(number + 0.18, infrared, width=0.34, color=THIRD)
        axes.text(number, max(red, infrared) + 2, labels[number], ha="center")
    axes.text(-0.45, 54, _("red"), color=ACCENT)
    axes.text(-0.45, 48, _("near infrared"), color=THIRD)
    axes.set_xticks(range(3), kinds)
    axes.set_ylim(0, 58)
    axes.set_yticks([0, 20, 40])
    axes.set_ylabel(_("reflected, %"))
    return figure
