package dev.paddock.client;

import java.util.function.Consumer;

/** Where requests go, from any thread. */
interface RequestSink {
    /** Its future ends in any case, at the latest at its deadline. */
    void submit(Call<?> call);

    /** To be done where the session is, behind all that was submitted before. */
    void execute(Consumer<Session> task);
}
