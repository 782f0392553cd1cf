package dev.paddock.client.cli;

import dev.paddock.client.SessionState;
import dev.paddock.client.WatchEvent;
import dev.paddock.client.WatchHandle;
import dev.paddock.client.WatchMode;
import dev.paddock.client.Watcher;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Prints changes as they happen, a line each, until it is interrupted. */
final class Watch implements Command {
    private static final Manual MANUAL = new Manual(
                    "watch", "[-r] [-n count] path", "Prints changes as they happen, until it is interrupted")
            .words(1, 1)
            .flag("r", "Also of all that is below")
            .value("n", "count", "End after so many changes")
            .json()
            .example("watch /app")
            .example("watch -r --json /");

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public boolean isStream(Arguments arguments) {
        return true;
    }

    @Override
    public void run(Arguments arguments, Shell shell) throws CommandFailed, InterruptedException {
        int count = arguments.number("n", Integer.MAX_VALUE);
        if (count < 1) {
            throw new CommandFailed("-n is " + count + "; it takes at least 1");
        }
        Stream stream = new Stream(shell.output(), arguments.isJson(), count);
        WatchMode mode = arguments.has("r") ? WatchMode.RECURSIVE : WatchMode.PERSISTENT;
        try (WatchHandle handle = shell.client().watch(arguments.path(0), mode, stream)) {
            shell.output().note("Watching " + handle.path());
            stream.end.await();
        }
        if (stream.endedBy != null) {
            throw new CommandFailed("The session has ended: " + stream.endedBy);
        }
    }

    /** On the thread of the events. */
    private static final class Stream implements Watcher {
        private final Output output;
        private final boolean isJson;
        private final CountDownLatch end = new CountDownLatch(1);
        private int left;

        /** Written before {@link #end} opens, read after it. */
        private SessionState endedBy;

        Stream(Output output, boolean isJson, int count) {
            this.output = output;
            this.isJson = isJson;
            this.left = count;
        }

        @Override
        public void changed(WatchEvent event) {
            if (left == 0) {
                return;
            }
            String type = CamelCase.of(event.type());
            if (isJson) {
                Map<String, Object> json = Json.object("type", type);
                json.put("path", event.path());
                json.put("zxid", "0x" + Long.toHexString(event.zxid()));
                output.json(json);
            } else {
                output.line(type + " " + event.path() + " 0x" + Long.toHexString(event.zxid()));
            }
            output.flush();
            if (--left == 0) {
                end.countDown();
            }
        }

        @Override
        public void missed() {
            output.note("Changes may have been missed");
        }

        @Override
        public void ended(SessionState state) {
            if (left > 0) {
                endedBy = state;
                end.countDown();
            }
        }
    }
}
