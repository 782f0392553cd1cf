package dev.paddock.zab.peer;

import dev.paddock.zab.Effects;
import dev.paddock.zab.Input;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Notification;
import dev.paddock.zab.message.Role;

/**
 * The barrier between two roles: nothing is promised to anybody until the disk has answered all that it was asked. So a
 * vote names what is durable, and no answer comes to a role that did not ask.
 *
 * @param leader who leads then, or null if that is to be found out
 */
record Draining(ServerId leader) implements Phase {
    @Override
    public Role role() {
        return Role.LOOKING;
    }

    @Override
    public void begin(Effects effects) {}

    @Override
    public void on(Input input, Effects effects) {}

    @Override
    public void heard(ServerId from, Notification notification, Effects effects) {}

    @Override
    public void end(Effects effects) {}

    @Override
    public long nextDeadline() {
        return NEVER;
    }
}
