"""A thousand measurements after one Hadamard gate and after two."""

from look import ACCENT, SECOND, new_figure


def draw(_):
    # The output of examples/quantum-computing/qubit.py.
    counts = {_("Hadamard once"): (517, 483), _("Hadamard twice"): (1000, 0)}
    figure, both = new_figure(height=2.9, columns=2, sharey=True)
    for axes, (title, (zeros, ones)) in zip(both, counts.items(), strict=True):
        bars = axes.bar([0, 1], [zeros, ones], color=[SECOND, ACCENT], width=0.6)
        axes.bar_label(bars)
        axes.set_title(title)
        axes.set_xticks([0, 1], ["0", "1"])
        axes.set_ylim(0, 1150)
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
    return figure
