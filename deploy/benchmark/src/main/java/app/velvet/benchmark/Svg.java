package app.velvet.benchmark;

import java.util.Locale;

/** A drawing, as far as plots need one. */
final class Svg {

    static final String DARK = "#4b2e83";
    static final String LIGHT = "#b7a8d6";
    private static final String LINE = "#d1495b";

    private final StringBuilder drawn = new StringBuilder();

    Svg(int width, int height) {
        drawn.append(String.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"11\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                width, height));
    }

    void bar(double x, double y, double width, double height, String colour) {
        drawn.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n",
                x,
                y,
                width,
                height,
                colour));
    }

    void line(double x1, double y1, double x2, double y2) {
        drawn.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"" + LINE + "\" stroke-width=\"2\"/>%n",
                x1,
                x2,
                y1,
                y2));
    }

    void text(double x, double y, String text) {
        var escaped = text.replace("&", "&amp;").replace("<", "&lt;");
        drawn.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\">%s</text>%n", x, y, escaped));
    }

    String end() {
        return drawn + "</svg>\n";
    }
}
