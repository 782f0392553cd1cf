package dev.paddock.zab.sim;

import dev.paddock.wire.Zxid;

/** How things are written in schedules, scenarios and reports. */
final class Names {
    private Names() {}

    static String of(Zxid zxid) {
        return zxid.value() < 0 ? "lost" : Long.toHexString(zxid.epoch()) + "/" + Long.toHexString(zxid.counter());
    }

    static Zxid zxid(String text) {
        int slash = text.indexOf('/');
        return Zxid.of(Long.parseLong(text.substring(0, slash), 16), Long.parseLong(text.substring(slash + 1), 16));
    }
}
