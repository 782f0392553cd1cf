package dev.paddock.client;

import dev.paddock.wire.Acl;
import dev.paddock.wire.CreateMode;
import java.time.Duration;
import java.util.List;

/**
 * How to create a znode; immutable, and each method gives another one.
 *
 * <pre>{@code
 * client.create("/jobs/job-", data, CreateOptions.of(CreateMode.EPHEMERAL_SEQUENTIAL).withParents());
 * }</pre>
 *
 * @param ttl zero for modes without a time to live
 * @param parents whether missing parents are created, as lasting znodes without data and open to everyone
 */
public record CreateOptions(CreateMode mode, List<Acl> acl, Duration ttl, boolean parents) {
    /** Lasting, and open to everyone. */
    public static final CreateOptions DEFAULT = of(CreateMode.PERSISTENT);

    public CreateOptions {
        acl = List.copyOf(acl);
        if (mode.hasTtl() == (ttl.toMillis() <= 0)) {
            throw new IllegalArgumentException(
                    "a time to live of " + ttl.toMillis() + " ms does not go with the mode " + mode);
        }
    }

    /** In any mode but those with a time to live. */
    public static CreateOptions of(CreateMode mode) {
        return new CreateOptions(mode, Acl.OPEN, Duration.ZERO, false);
    }

    /** Lasting until it has not changed and had no children for so long. The server may have to be told to allow it. */
    public static CreateOptions withTtl(Duration ttl) {
        return new CreateOptions(CreateMode.PERSISTENT_WITH_TTL, Acl.OPEN, ttl, false);
    }

    /** The same, with a number behind the name. */
    public static CreateOptions sequentialWithTtl(Duration ttl) {
        return new CreateOptions(CreateMode.PERSISTENT_SEQUENTIAL_WITH_TTL, Acl.OPEN, ttl, false);
    }

    public CreateOptions withAcl(List<Acl> entries) {
        return new CreateOptions(mode, entries, ttl, parents);
    }

    /** Creates missing parents too. It may then take several requests, between which others get in. */
    public CreateOptions withParents() {
        return new CreateOptions(mode, acl, ttl, true);
    }
}
