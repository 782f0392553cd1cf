package dev.paddock.datatree;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.ErrorCode;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The text in the two znodes of a quota, limits as well as usage.
 *
 * <pre>
 * text = [ pair { separators pair } [ separators ] | separators ]      separators = one or more of , and ;
 * pair = key "=" number [ "=" anything ] | key "==" something          the second form means -1
 * </pre>
 *
 * Of pairs with the same key the last one counts. Readers older than the hard limits look no further than the second
 * {@code =}, so there is one before the pairs that they do not know: {@code count=1,bytes=2=;byteHardLimit=3}.
 *
 * @param count znodes, -1 if not said
 * @param bytes of data, -1 if not said
 * @param others the hard limits, and whatever else a client has written: it is kept
 */
public record Quota(long count, long bytes, SortedMap<String, Long> others) {
    private static final long NOT_SAID = -1;

    private static final Quota EMPTY = usage(NOT_SAID, NOT_SAID);

    private static final Pattern SEPARATORS = Pattern.compile("[,;]+");
    private static final String COUNT = "count";
    private static final String BYTES = "bytes";
    private static final String COUNT_HARD_LIMIT = "countHardLimit";
    private static final String BYTE_HARD_LIMIT = "byteHardLimit";

    public Quota {
        others = Collections.unmodifiableSortedMap(new TreeMap<>(others));
    }

    public static Quota usage(long count, long bytes) {
        return new Quota(count, bytes, Collections.emptySortedMap());
    }

    /** The usage in the data of a stats znode. A client may have written anything there; what is no usage is unknown. */
    public static Quota ofStats(Bytes data) {
        return parse(data).orElse(EMPTY);
    }

    /** What the data of a limits or stats znode says, or empty if it is null or not of this form. */
    public static Optional<Quota> parse(Bytes data) {
        if (data == null) {
            return Optional.empty();
        }
        if (data.length() == 0) {
            return Optional.of(EMPTY);
        }
        SortedMap<String, Long> values = new TreeMap<>();
        for (String pair : SEPARATORS.split(data.text())) {
            String[] fields = pair.split("=");
            if (fields.length < 2) {
                return Optional.empty();
            }
            try {
                values.put(fields[0], fields[1].isEmpty() ? NOT_SAID : Long.parseLong(fields[1]));
            } catch (NumberFormatException notANumber) {
                return Optional.empty();
            }
        }
        Long count = values.remove(COUNT);
        Long bytes = values.remove(BYTES);
        return Optional.of(new Quota(count == null ? NOT_SAID : count, bytes == null ? NOT_SAID : bytes, values));
    }

    /**
     * Decides on a change by these deltas below a quota. Soft limits refuse nothing. What does not grow the number of znodes
     * or the bytes is still refused above a hard limit, unless the delta is zero.
     *
     * @param limits data of the limits znode: if it cannot be read, nothing passes
     * @param stats data of the stats znode
     */
    public static void enforce(Bytes limits, Bytes stats, long countDelta, long bytesDelta) throws Refused {
        Optional<Quota> parsed = parse(limits);
        Refused.when(parsed.isEmpty(), ErrorCode.MARSHALLING_ERROR);
        Quota limit = parsed.orElseThrow();
        Quota usage = ofStats(stats);
        Refused.when(
                exceeds(usage.count, countDelta, limit.other(COUNT_HARD_LIMIT))
                        || exceeds(usage.bytes, bytesDelta, limit.other(BYTE_HARD_LIMIT)),
                ErrorCode.QUOTA_EXCEEDED);
    }

    private static boolean exceeds(long usage, long delta, long hardLimit) {
        return delta != 0 && isAbove(usage + delta, hardLimit);
    }

    /** Whether there is more than these limits say. */
    boolean isExceededBy(Quota usage) {
        return isAbove(usage.count, count)
                || isAbove(usage.bytes, bytes)
                || isAbove(usage.count, other(COUNT_HARD_LIMIT))
                || isAbove(usage.bytes, other(BYTE_HARD_LIMIT));
    }

    private static boolean isAbove(long usage, long limit) {
        return limit >= 0 && usage > limit;
    }

    private long other(String key) {
        return others.getOrDefault(key, NOT_SAID);
    }

    public Quota withUsage(long countDelta, long bytesDelta) {
        return new Quota(count + countDelta, bytes + bytesDelta, others);
    }

    public Bytes toBytes() {
        return Bytes.ofText(toString());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(COUNT + "=" + count + "," + BYTES + "=" + bytes);
        if (!others.isEmpty()) {
            text.append('=');
        }
        for (Map.Entry<String, Long> other : others.entrySet()) {
            text.append(';').append(other.getKey()).append('=').append(other.getValue());
        }
        return text.toString();
    }
}
