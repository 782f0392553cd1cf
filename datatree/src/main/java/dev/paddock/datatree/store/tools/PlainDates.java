package dev.paddock.datatree.store.tools;

import java.text.DateFormat;
import java.util.Date;

/**
 * Dates in the format of the locale, with plain spaces. From Java 20 on there is a narrow one that does not break in front
 * of AM and PM, which no script expects.
 */
final class PlainDates {
    private static final char NARROW_NO_BREAK_SPACE = 0x202F;

    private final DateFormat format;

    PlainDates(DateFormat format) {
        this.format = format;
    }

    String format(Date date) {
        return format.format(date).replace(NARROW_NO_BREAK_SPACE, ' ');
    }
}
