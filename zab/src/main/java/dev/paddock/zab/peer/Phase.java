package dev.paddock.zab.peer;

import dev.paddock.zab.Effects;
import dev.paddock.zab.Input;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Notification;
import dev.paddock.zab.message.Role;

/** What a server does for the time of one reign. */
interface Phase {
    long NEVER = Long.MAX_VALUE;

    Role role();

    /** All that was begun on the disk before is done. */
    void begin(Effects effects);

    /** Of the disk's answers it gets those of its own reign. */
    void on(Input input, Effects effects);

    /** Another server has told its vote. */
    void heard(ServerId from, Notification notification, Effects effects);

    /** Leaves nothing open but what is on its way to the disk. */
    void end(Effects effects);

    /** When a tick is needed at the latest. */
    long nextDeadline();
}
