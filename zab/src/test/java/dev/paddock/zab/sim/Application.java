package dev.paddock.zab.sim;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.Effect;
import dev.paddock.zab.membership.Membership;
import dev.paddock.zab.message.Role;

/** What a server does above its peer: it keeps a state and serves clients. All of it goes with the process. */
public interface Application {
    /** Begins with what is on disk, or with a snapshot that was installed. */
    void start(Entry found, Zxid zxid);

    /** Undoes what was delivered behind this transaction. */
    void takeBack(Zxid last);

    /** The process is gone. */
    void stop();

    void on(Effect.ToServer effect);

    /** What was delivered. */
    Entry state();

    /** What a learner gets: before a leader is established, with all that is on its tip. */
    Entry newest();

    Role role();

    long epoch();

    boolean isServing();

    /** A client of this server does something. */
    void act();

    void write();

    void reconfigure(Membership next);
}
