package app.velvet.benchmark;

import app.velvet.benchmark.Findings.Finding;
import java.util.List;

/** A bar for each finding, as long as much of its goal is reached, and a line where the goals are. */
final class GoalPlot {

    private static final int ROW = 22;
    private static final int TOP = 40;
    private static final int LEFT = 330;
    private static final int GOAL_WIDTH = 220;
    /** Of the goal; what is further is cut. */
    private static final double MOST = 2;

    private final String title;
    private final List<Finding> findings;

    GoalPlot(String title, List<Finding> findings) {
        this.title = title;
        this.findings =
                findings.stream().filter(finding -> finding.goal().isGiven()).toList();
    }

    String svg() {
        int bottom = TOP + findings.size() * ROW;
        var svg = new Svg((int) (LEFT + GOAL_WIDTH * MOST + 170), bottom + 12);
        svg.text(12, 20, title + ": how much of each goal (line) is reached");
        for (int place = 0; place < findings.size(); place++) {
            var finding = findings.get(place);
            double y = TOP + place * ROW;
            double length = GOAL_WIDTH * Math.min(MOST, finding.reached());
            svg.text(12, y + 12, finding.part() + ": " + finding.what());
            svg.bar(LEFT, y, length, ROW - 6, finding.reached() >= 1 ? Svg.DARK : Svg.LIGHT);
            svg.text(
                    LEFT + length + 6,
                    y + 12,
                    Goal.number(finding.value()) + finding.goal().unit() + ", " + finding.goal());
        }
        svg.line(LEFT + GOAL_WIDTH, TOP - 6, LEFT + GOAL_WIDTH, bottom);
        return svg.end();
    }
}
