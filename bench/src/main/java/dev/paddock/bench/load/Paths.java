package dev.paddock.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Paths that differ in a number, {@code /read/n0000042}, written without making a string of them. The last digits of the
 * number may choose among several parents: {@code /tree/p042/n0000042}.
 */
final class Paths {
    private static final int DIGITS = 7;
    private static final int PARENT_DIGITS = 3;
    private static final int MANY_PARENTS = 1000;

    private final String root;
    private final int parents;

    /** All but the digits stands as it is in every path. */
    private final byte[] template;

    private Paths(String root, int parents) {
        this.root = root;
        this.parents = parents;
        template = ((parents == 1 ? root : root + "/p" + "0".repeat(PARENT_DIGITS)) + "/n" + "0".repeat(DIGITS))
                .getBytes(StandardCharsets.US_ASCII);
    }

    static Paths under(String root) {
        return new Paths(root, 1);
    }

    static Paths underManyParents(String root) {
        return new Paths(root, MANY_PARENTS);
    }

    int length() {
        return template.length;
    }

    /** What has to be there before the first of these can be created, parents first. */
    List<String> ancestors() {
        List<String> ancestors = new ArrayList<>(List.of(root));
        for (int parent = 0; parents > 1 && parent < parents; parent++) {
            ancestors.add(root + "/p%03d".formatted(parent));
        }
        return ancestors;
    }

    void write(Frames frames, int number) {
        ByteBuffer out = frames.buffer();
        frames.bytes(template);
        int end = out.position();
        digits(out, end, DIGITS, number);
        if (parents > 1) {
            digits(out, end - DIGITS - 2, PARENT_DIGITS, number % parents);
        }
    }

    /** The number of the path whose last byte stands before {@code end}. */
    static int read(ByteBuffer in, int end) {
        int number = 0;
        for (int at = end - DIGITS; at < end; at++) {
            number = number * 10 + in.get(at) - '0';
        }
        return number;
    }

    private static void digits(ByteBuffer out, int end, int digits, int number) {
        int rest = number;
        for (int at = end - 1; at >= end - digits; at--) {
            out.put(at, (byte) ('0' + rest % 10));
            rest /= 10;
        }
    }
}
