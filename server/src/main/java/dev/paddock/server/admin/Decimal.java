package dev.paddock.server.admin;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** A mean as monitoring reads it: up to four decimals, at least one, never an exponent. */
final class Decimal {
    private static final int DECIMALS = 4;

    private Decimal() {}

    static String text(double mean) {
        BigDecimal rounded = BigDecimal.valueOf(mean)
                .setScale(DECIMALS, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return rounded.setScale(Math.max(1, rounded.scale())).toPlainString();
    }
}
