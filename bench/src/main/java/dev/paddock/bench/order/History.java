package dev.paddock.bench.order;

import dev.paddock.wire.Utf8;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What all connections together were told of znodes that are never deleted: the zxid and the content of each version. */
final class History {
    /** Of the versions of one znode only so many of the latest told are kept. */
    private static final int KEPT = 20_000;

    private final Map<Utf8, Map<Integer, Version>> versions = new HashMap<>();

    /** @param token what was written, or null where that was not told */
    private record Version(long zxid, Long token) {}

    /** Keeps what one connection was told. Returns what another was told that cannot be true as well, or null. */
    String tell(Utf8 path, int version, long zxid, Long token) {
        Map<Integer, Version> ofPath = versions.computeIfAbsent(path, unused -> new Latest());
        Version known = ofPath.get(version);
        if (known == null) {
            ofPath.put(version, new Version(zxid, token));
            return null;
        }
        if (known.token == null && token != null) {
            ofPath.put(version, new Version(known.zxid, token));
        }
        boolean isSame = known.zxid == zxid && (known.token == null || token == null || known.token.equals(token));
        return isSame
                ? null
                : "%s of version %d: zxid 0x%x and content %s here, zxid 0x%x and content %s there"
                        .formatted(path, version, zxid, token, known.zxid, known.token);
    }

    private static final class Latest extends LinkedHashMap<Integer, Version> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Version> eldest) {
            return size() > KEPT;
        }
    }
}
