package dev.paddock.datatree;

import dev.paddock.wire.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What can be said of a path by looking at it: its rules, its parts, and the paths that mean something to the server. All of
 * it works on the bytes as they came; no string is made.
 *
 * <p>The root goes by two names: {@code /} in requests, and the empty text as the parent of a top-level znode, which is
 * also how snapshots spell it.
 */
public final class ZnodePath {
    public static final Utf8 ROOT = Utf8.of("/");
    public static final Utf8 ZOOKEEPER = Utf8.of("/zookeeper");
    public static final Utf8 QUOTA = Utf8.of("/zookeeper/quota");
    public static final Utf8 CONFIG = Utf8.of("/zookeeper/config");

    /** Last components of the two znodes that make a quota of the path between them and {@link #QUOTA}. */
    private static final Utf8 LIMITS = Utf8.of("/zookeeper_limits");

    private static final Utf8 STATS = Utf8.of("/zookeeper_stats");

    private static final int COUNTER_WIDTH = 10;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EIGHT_ONES = 0x0101_0101_0101_0101L;
    private static final long EIGHT_SLASHES = '/' * EIGHT_ONES;
    private static final long EIGHT_SIGNS = 0x80 * EIGHT_ONES;

    private ZnodePath() {}

    /**
     * The full rule for paths: starts with a slash, no component is empty, {@code .} or {@code ..}, and no character is a
     * control, a surrogate, for private use, one of the last sixteen of the basic plane, or beyond that plane. Malformed
     * UTF-8 reads as U+FFFD, so it is refused too.
     */
    public static boolean isValid(Utf8 path) {
        byte[] bytes = path.array();
        if (bytes.length == 0 || bytes[0] != '/') {
            return false;
        }
        int name = 1;
        int at = 1;
        while (at < bytes.length) {
            byte first = bytes[at];
            if (first == '/') {
                if (!isName(bytes, name, at)) {
                    return false;
                }
                at++;
                name = at;
            } else if (first >= ' ' && first < 0x7F) {
                at++;
            } else {
                int size = sizeOfAllowed(bytes, at);
                if (size == 0) {
                    return false;
                }
                at += size;
            }
        }
        return bytes.length == 1 || isName(bytes, name, bytes.length);
    }

    private static boolean isName(byte[] bytes, int from, int to) {
        return switch (to - from) {
            case 0 -> false;
            case 1 -> bytes[from] != '.';
            case 2 -> bytes[from] != '.' || bytes[from + 1] != '.';
            default -> true;
        };
    }

    /** How many bytes the character beyond ASCII takes that starts here, or 0 if a path may not contain it. */
    private static int sizeOfAllowed(byte[] bytes, int at) {
        int lead = bytes[at] & 0xFF;
        if (lead >= 0xC0 && lead < 0xE0 && isContinued(bytes, at + 1)) {
            int character = (lead & 0x1F) << 6 | bytes[at + 1] & 0x3F;
            return character >= 0xA0 ? 2 : 0;
        }
        if (lead >= 0xE0 && lead < 0xF0 && isContinued(bytes, at + 1) && isContinued(bytes, at + 2)) {
            int character = (lead & 0x0F) << 12 | (bytes[at + 1] & 0x3F) << 6 | bytes[at + 2] & 0x3F;
            boolean allowed = character >= 0x800 && character < 0xD800 || character > 0xF8FF && character < 0xFFF0;
            return allowed ? 3 : 0;
        }
        return 0;
    }

    private static boolean isContinued(byte[] bytes, int at) {
        return at < bytes.length && (bytes[at] & 0xC0) == 0x80;
    }

    /** All that creating and deleting ask of a path before they look for its parent: a slash to cut at, and no NUL. */
    public static boolean hasParent(Utf8 path) {
        byte[] bytes = path.array();
        boolean slash = false;
        for (byte each : bytes) {
            if (each == 0) {
                return false;
            }
            slash |= each == '/';
        }
        return slash;
    }

    /** Where the last slash stands, or -1. */
    public static int lastSlash(Utf8 path) {
        byte[] bytes = path.array();
        int at = bytes.length - 1;
        while (at >= 0 && bytes[at] != '/') {
            at--;
        }
        return at;
    }

    /** The text before the last slash, which has to be there. The parent of a top-level znode, and of the root, is empty. */
    public static Utf8 parent(Utf8 path) {
        return Utf8.copyOf(path.array(), 0, lastSlash(path));
    }

    /** Where the last component starts; it goes on to the end, and may be empty. */
    public static int nameStart(Utf8 path) {
        return lastSlash(path) + 1;
    }

    /** Where the component ends that starts here: at the next slash, or at {@code to}. */
    static int endOfName(byte[] path, int from, int to) {
        int at = from;
        while (to - at >= Long.BYTES) {
            long slashAsZero = (long) LONGS.get(path, at) ^ EIGHT_SLASHES;
            long found = slashAsZero - EIGHT_ONES & ~slashAsZero & EIGHT_SIGNS;
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
            at += Long.BYTES;
        }
        while (at < to && path[at] != '/') {
            at++;
        }
        return at;
    }

    /** Whether the first bytes here are a path that the digest of the tree leaves out. */
    static boolean isBelowZookeeper(byte[] path, int length) {
        int prefix = ZOOKEEPER.length();
        return length > prefix && path[prefix] == '/' && Arrays.equals(path, 0, prefix, ZOOKEEPER.array(), 0, prefix);
    }

    /** The four znodes that exist from the start and cannot be deleted. */
    public static boolean isReserved(Utf8 path) {
        return path.equals(ROOT) || path.equals(ZOOKEEPER) || path.equals(QUOTA) || path.equals(CONFIG);
    }

    public static boolean isRoot(Utf8 path) {
        return path.isEmpty() || path.equals(ROOT);
    }

    /** Whether {@code ancestor} is left over when one or more components are cut off. No path is below itself. */
    public static boolean isBelow(Utf8 path, Utf8 ancestor) {
        if (isRoot(ancestor)) {
            return !isRoot(path);
        }
        return path.length() > ancestor.length() && path.byteAt(ancestor.length()) == '/' && path.startsWith(ancestor);
    }

    /**
     * The name of a sequential znode: ten digits after what the client asked for, as {@code %010d} has them. A counter that
     * has wrapped shows its sign, within the ten if there is room.
     */
    public static Utf8 numbered(Utf8 base, int counter) {
        long rest = Math.abs((long) counter);
        int width = counter <= -1_000_000_000 ? COUNTER_WIDTH + 1 : COUNTER_WIDTH;
        byte[] bytes = new byte[base.length() + width];
        System.arraycopy(base.array(), 0, bytes, 0, base.length());
        for (int at = bytes.length - 1; at >= base.length(); at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        if (counter < 0) {
            bytes[base.length()] = '-';
        }
        return Utf8.wrap(bytes);
    }

    /** Whether a znode here makes a quota. The root has none, so limits right below {@link #QUOTA} are an ordinary znode. */
    public static boolean isQuotaLimits(Utf8 path) {
        return isBelow(path, QUOTA) && path.length() > QUOTA.length() + LIMITS.length() && endsWith(path, LIMITS);
    }

    /** Whether a znode here shows the usage of a path; right below {@link #QUOTA} it shows that of the whole tree. */
    public static boolean isQuotaStats(Utf8 path) {
        return isBelow(path, QUOTA) && endsWith(path, STATS);
    }

    /** The path that a znode of limits or stats is about; the root is empty. */
    public static Utf8 quotaRoot(Utf8 limitsOrStats) {
        return Utf8.copyOf(limitsOrStats.array(), QUOTA.length(), lastSlash(limitsOrStats));
    }

    public static Utf8 quotaLimitsOf(Utf8 quotaRoot) {
        return joined(QUOTA, quotaRoot, LIMITS);
    }

    public static Utf8 quotaStatsOf(Utf8 quotaRoot) {
        return joined(QUOTA, quotaRoot, STATS);
    }

    private static boolean endsWith(Utf8 path, Utf8 end) {
        int from = path.length() - end.length();
        return from >= 0 && Arrays.equals(path.array(), from, path.length(), end.array(), 0, end.length());
    }

    private static Utf8 joined(Utf8 first, Utf8 second, Utf8 third) {
        byte[] bytes = new byte[first.length() + second.length() + third.length()];
        System.arraycopy(first.array(), 0, bytes, 0, first.length());
        System.arraycopy(second.array(), 0, bytes, first.length(), second.length());
        System.arraycopy(third.array(), 0, bytes, first.length() + second.length(), third.length());
        return Utf8.wrap(bytes);
    }
}
