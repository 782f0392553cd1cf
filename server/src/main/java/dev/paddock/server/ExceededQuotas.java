package dev.paddock.server;

import dev.paddock.datatree.Quotas;
import dev.paddock.datatree.State;
import dev.paddock.wire.Utf8;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells operators of quotas that are exceeded, which is all that a soft limit does: when it begins, and when it is over. */
final class ExceededQuotas {
    private Set<Utf8> exceeded = Set.of();

    /** What there is to say since this was last asked. */
    List<String> news(State state) {
        List<String> news = new ArrayList<>();
        Set<Utf8> now = new HashSet<>();
        for (Quotas.Exceeded each : Quotas.exceeded(state)) {
            now.add(each.root());
            if (!exceeded.contains(each.root())) {
                news.add("Quota exceeded: " + each.root() + " has " + each.usage() + ", and its limits are "
                        + each.limits());
            }
        }
        for (Utf8 before : exceeded) {
            if (!now.contains(before)) {
                news.add("Quota kept again: " + before);
            }
        }
        exceeded = now;
        return news;
    }
}
