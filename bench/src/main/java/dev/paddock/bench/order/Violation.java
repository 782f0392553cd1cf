package dev.paddock.bench.order;

import java.util.List;

/**
 * A rule that the server has broken.
 *
 * @param frames the last ones on that connection, the one that broke it at the end
 */
record Violation(Kind kind, String text, List<String> frames) {
    enum Kind {
        /** Replies come in the order of the requests. */
        REPLY_OUT_OF_ORDER,
        /** The zxid in replies never goes back on one connection. */
        ZXID_WENT_BACK,
        /** A read shows the writes of the same session that were asked before it. */
        OWN_WRITE_UNSEEN,
        /** A session never sees an older state than it has seen before. */
        READ_WENT_BACK,
        /** No reply shows a change whose event has not come: the event is late, or never comes. */
        CHANGE_BEFORE_EVENT,
        /** An event comes before every reply with its zxid or a later one. */
        EVENT_AFTER_REPLY,
        /** What was answered behind an event shows its change. */
        REPLY_BEFORE_CHANGE,
        /** Events come in the order of their zxids. */
        EVENT_OUT_OF_ORDER,
        /** A watch gives one event, and only to who has set it. */
        EVENT_WITHOUT_WATCH,
        /** The event is that of the first change after the watch was set. */
        WRONG_EVENT,
        /** One version of a znode has one zxid and one content, whoever reads it. */
        CONTRADICTION,
        /** An error, a length or an event that nothing here can lead to. */
        UNEXPECTED,
        /** Whatever was asked is answered. */
        NO_REPLY,
        /** Nothing that is asked here is a reason to close a connection. */
        CONNECTION_LOST
    }

    @Override
    public String toString() {
        return kind + ": " + text + "\n    " + String.join("\n    ", frames);
    }
}
