package app.velvet.benchmark;

import app.velvet.benchmark.Rounds.Measured;
import java.util.List;
import java.util.Locale;

/** The rounds as pairs of bars, and the goal as a line across what each round's pgbench did. */
final class Plot {

    private static final int HEIGHT = 240;
    private static final int BAR = 28;
    private static final int PAIR = 88;
    private static final int TOP = 44;
    private static final int LEFT = 16;

    private final Rounds rounds;
    private final double highest;

    Plot(Rounds rounds) {
        this.rounds = rounds;
        this.highest = Math.max(highest(rounds.service()), highest(rounds.pgbench()));
    }

    String svg() {
        int count = rounds.service().size();
        int width = Math.max(LEFT + count * PAIR, 420);
        var svg = new StringBuilder(String.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"11\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                width, TOP + HEIGHT + 32));
        svg.append(text(LEFT, 16, "Contacts created a second: contacts-service (dark), pgbench (light), goal (line)"));
        for (int round = 0; round < count; round++) {
            int x = LEFT + round * PAIR;
            svg.append(bar(x, rounds.service().get(round), "#4b2e83"));
            svg.append(bar(x + BAR + 4, rounds.pgbench().get(round), "#b7a8d6"));
            svg.append(goal(x, rounds.pgbench().get(round)));
            svg.append(text(x, TOP + HEIGHT + 18, "round " + (round + 1)));
        }
        return svg.append("</svg>\n").toString();
    }

    private String bar(int x, Measured measured, String colour) {
        double height = height(measured.perSecond());
        return String.format(
                        Locale.ROOT,
                        "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" fill=\"%s\"/>%n",
                        x,
                        TOP + HEIGHT - height,
                        BAR,
                        height,
                        colour)
                + text(x, TOP + HEIGHT - height - 4, String.format(Locale.ROOT, "%.0f", measured.perSecond()));
    }

    private String goal(int x, Measured pgbench) {
        double y = TOP + HEIGHT - height(pgbench.perSecond() * Rounds.GOAL);
        return String.format(
                Locale.ROOT,
                "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#d1495b\" stroke-width=\"2\"/>%n",
                x - 4,
                x + 2 * BAR + 8,
                y,
                y);
    }

    private static String text(double x, double y, String text) {
        return String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\">%s</text>%n", x, y, text);
    }

    private double height(double perSecond) {
        return HEIGHT * perSecond / highest;
    }

    private static double highest(List<Measured> rounds) {
        return rounds.stream().mapToDouble(Measured::perSecond).max().orElseThrow();
    }
}
