package dev.paddock.zab.sim.zookeeper;

import dev.paddock.zab.Effects;
import dev.paddock.zab.Input;
import dev.paddock.zab.message.Role;

/** What a server does for the time of one state: LOOKING, LEADING, FOLLOWING. */
interface Activity {
    long NEVER = Long.MAX_VALUE;

    Role role();

    void begin(Effects effects);

    /** Of the disk's answers it gets those that it has asked for itself. */
    void on(Input input, Effects effects);

    void end(Effects effects);

    /** When time alone makes a difference. */
    long deadline();
}
