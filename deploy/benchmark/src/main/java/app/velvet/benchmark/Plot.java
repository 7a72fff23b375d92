package app.velvet.benchmark;

import app.velvet.benchmark.Rounds.Measured;
import java.util.List;
import java.util.Locale;

/** The rounds of two as pairs of bars, and the goal as a line across what the second did in each. */
final class Plot {

    private static final int HEIGHT = 240;
    private static final int BAR = 28;
    private static final int PAIR = 88;
    private static final int TOP = 44;
    private static final int LEFT = 16;

    private final String title;
    private final Rounds rounds;
    private final double highest;

    Plot(String title, Rounds rounds) {
        this.title = title;
        this.rounds = rounds;
        this.highest = Math.max(highest(rounds.of(0)), highest(rounds.of(1)));
    }

    String svg() {
        int count = rounds.of(0).size();
        int width = Math.max(LEFT + count * PAIR, 420);
        var svg = new Svg(width, TOP + HEIGHT + 32);
        var names = rounds.contestants();
        svg.text(LEFT, 16, title + ": " + names.get(0) + " (dark), " + names.get(1) + " (light), goal (line)");
        for (int round = 0; round < count; round++) {
            int x = LEFT + round * PAIR;
            bar(svg, x, rounds.of(0).get(round), Svg.DARK);
            bar(svg, x + BAR + 4, rounds.of(1).get(round), Svg.LIGHT);
            double goal = TOP + HEIGHT - height(rounds.of(1).get(round).perSecond() * rounds.goal());
            svg.line(x - 4, goal, x + 2 * BAR + 8, goal);
            svg.text(x, TOP + HEIGHT + 18, "round " + (round + 1));
        }
        return svg.end();
    }

    private void bar(Svg svg, int x, Measured measured, String colour) {
        double height = height(measured.perSecond());
        svg.bar(x, TOP + HEIGHT - height, BAR, height, colour);
        svg.text(x, TOP + HEIGHT - height - 4, String.format(Locale.ROOT, "%.0f", measured.perSecond()));
    }

    private double height(double perSecond) {
        return HEIGHT * perSecond / highest;
    }

    private static double highest(List<Measured> rounds) {
        return rounds.stream().mapToDouble(Measured::perSecond).max().orElseThrow();
    }
}
