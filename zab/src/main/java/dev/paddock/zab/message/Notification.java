package dev.paddock.zab.message;

import dev.paddock.zab.membership.Membership;

/**
 * What servers tell each other while one of them looks for a leader.
 *
 * @param sender what the sender is
 * @param round the election that this vote belongs to: the sender's logical clock
 * @param version of the format: 0 where it came in one of the two old forms, which do not say
 * @param membership the sender's active configuration, or null where the form has none
 */
public record Notification(Role sender, Vote vote, long round, int version, Membership membership) {
    public static final int CURRENT_VERSION = 2;
}
