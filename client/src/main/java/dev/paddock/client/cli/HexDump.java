package dev.paddock.client.cli;

/** Bytes in rows of sixteen, in figures and in letters. */
final class HexDump {
    private static final int ROW = 16;
    private static final String RULE = "+--------+-------------------------------------------------+----------------+";

    private HexDump() {}

    static String of(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        text.append("         +-------------------------------------------------+\n");
        text.append("         |  0  1  2  3  4  5  6  7  8  9  a  b  c  d  e  f |\n");
        text.append(RULE);
        for (int start = 0; start < bytes.length; start += ROW) {
            text.append('\n');
            appendRow(text, bytes, start);
        }
        return text.append('\n').append(RULE).toString();
    }

    private static void appendRow(StringBuilder text, byte[] bytes, int start) {
        text.append('|').append(hex(start, 8)).append('|');
        for (int i = start; i < start + ROW; i++) {
            text.append(i < bytes.length ? " " + hex(bytes[i] & 0xFF, 2) : "   ");
        }
        text.append(" |");
        for (int i = start; i < start + ROW; i++) {
            boolean isShown = i < bytes.length && bytes[i] >= ' ' && bytes[i] < 0x7F;
            text.append(isShown ? (char) bytes[i] : i < bytes.length ? '.' : ' ');
        }
        text.append('|');
    }

    private static String hex(int value, int digits) {
        String hex = Integer.toHexString(value);
        return "0".repeat(digits - hex.length()) + hex;
    }
}
