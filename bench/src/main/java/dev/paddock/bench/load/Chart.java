package dev.paddock.bench.load;

import java.util.List;
import java.util.Locale;

/** Bars: by what factor Paddock is better, or worse, on a scale where each mark is twice the one before. */
final class Chart {
    private static final int WIDTH = 900;
    private static final int LABELS = 430;
    private static final int ROW = 24;
    private static final int TOP = 44;
    private static final int PER_DOUBLING = 62;

    /** Where both are the same: there is room for a quarter on the left of it, and for 32 on the right. */
    private static final int EQUAL = LABELS + 2 * PER_DOUBLING - 20;

    private static final double LOWEST = 0.3;
    private static final double HIGHEST = 32;

    private Chart() {}

    /** @param factor greater than 1 where Paddock is the better one */
    record Bar(String label, double factor) {}

    static String svg(List<Bar> bars) {
        int height = TOP + bars.size() * ROW + 12;
        StringBuilder svg = new StringBuilder();
        line(
                svg,
                "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' font-family='sans-serif' font-size='12'>",
                WIDTH,
                height);
        line(svg, "<rect width='%d' height='%d' fill='#ffffff'/>", WIDTH, height);
        line(svg, "<text x='12' y='18' fill='#222222'>Paddock by ZooKeeper: times as good</text>");
        for (double mark = 0.5; mark <= 16; mark *= 2) {
            int x = x(mark);
            line(
                    svg,
                    "<line x1='%d' y1='%d' x2='%d' y2='%d' stroke='%s'/>",
                    x,
                    TOP - 6,
                    x,
                    height - 8,
                    mark == 1 ? "#222222" : "#dddddd");
            line(svg, "<text x='%d' y='%d' fill='#666666' text-anchor='middle'>%s</text>", x, TOP - 10, number(mark));
        }
        for (int i = 0; i < bars.size(); i++) {
            bar(svg, bars.get(i), TOP + i * ROW);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void bar(StringBuilder svg, Bar bar, int y) {
        int end = x(bar.factor);
        boolean isBetter = bar.factor >= 1;
        line(
                svg,
                "<text x='%d' y='%d' fill='#222222' text-anchor='end'>%s</text>",
                LABELS - 10,
                y + 15,
                escaped(bar.label));
        line(
                svg,
                "<rect x='%d' y='%d' width='%d' height='%d' fill='%s'/>",
                Math.min(end, EQUAL),
                y + 3,
                Math.abs(end - EQUAL),
                ROW - 8,
                isBetter ? "#2a7f62" : "#b5482f");
        line(svg, "<text x='%d' y='%d' fill='#222222'>%s</text>", Math.max(end, EQUAL) + 6, y + 15, number(bar.factor));
    }

    private static int x(double factor) {
        double bounded = Math.max(LOWEST, Math.min(factor, HIGHEST));
        return EQUAL + (int) Math.round(PER_DOUBLING * Math.log(bounded) / Math.log(2));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 10 || value == Math.rint(value) ? "%.0f ×" : "%.2g ×", value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static void line(StringBuilder svg, String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
