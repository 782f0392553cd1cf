package dev.paddock.client;

/** Something else to run on the users' side: a change of state, or the end of a watch. */
final class Notice extends Handoff.Item {
    private final Runnable callback;

    Notice(Runnable callback) {
        this.callback = callback;
    }

    @Override
    void run() {
        WatchNotification.guard(callback);
    }
}
