package app.velvet.observability;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A query in PromQL. Whether it is one is for {@code promtool} to say; this finds what it asks for. */
public record Query(String text) {

    private static final String WORD = "[a-zA-Z_:][\\w:]*+";
    private static final String QUOTED = "\"(?:[^\"\\\\]|\\\\.)*+\"";
    private static final Pattern GROUPING =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
    private static final Pattern SELECTOR = Pattern.compile("(" + WORD + ")\\s*\\{((?:" + QUOTED + "|[^}\"])*+)\\}");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*(" + QUOTED + ")");
    private static final Pattern IRRELEVANT = Pattern.compile(QUOTED + "|\\[[^\\]]*\\]|\\b\\d\\w*");
    private static final Pattern LONE_WORD = Pattern.compile("(?<![\\w:])" + WORD + "(?!\\s*\\()");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset", "inf", "nan");

    /** A metric that is asked for, and of which of its series. */
    public record Selector(String metric, List<Match> matches) {}

    /** What a label has to be; the operator is one of {@code = != =~ !~}. */
    public record Match(String label, String operator, String value) {}

    public Set<Selector> selectors() {
        Set<Selector> selectors = new LinkedHashSet<>();
        String rest = GROUPING.matcher(text).replaceAll(" ");
        Matcher selector = SELECTOR.matcher(rest);
        while (selector.find()) {
            selectors.add(new Selector(selector.group(1), matches(selector.group(2))));
        }
        rest = IRRELEVANT.matcher(selector.replaceAll(" ")).replaceAll(" ");
        LONE_WORD
                .matcher(rest)
                .results()
                .map(word -> word.group())
                .filter(word -> !OPERATORS.contains(word.toLowerCase()))
                .forEach(metric -> selectors.add(new Selector(metric, List.of())));
        return selectors;
    }

    private static List<Match> matches(String braces) {
        return MATCHER.matcher(braces)
                .results()
                .map(match -> new Match(
                        match.group(1),
                        match.group(2),
                        match.group(3).substring(1, match.group(3).length() - 1)))
                .toList();
    }

    /** The labels that its results are grouped or joined by. */
    public Set<String> groupingLabels() {
        Set<String> labels = new TreeSet<>();
        GROUPING.matcher(text)
                .results()
                .flatMap(grouping -> List.of(grouping.group(1).split(",")).stream())
                .map(String::strip)
                .filter(label -> !label.isEmpty())
                .forEach(labels::add);
        return labels;
    }
}
