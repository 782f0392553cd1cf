package dev.paddock.client.cli;

import dev.paddock.client.CreateOptions;
import dev.paddock.client.NoNodeException;
import dev.paddock.client.NodeExistsException;
import dev.paddock.client.PaddockClient;
import dev.paddock.wire.CreateMode;
import java.nio.charset.StandardCharsets;

/** Limits how much may be below a znode. */
final class SetQuota implements Command {
    private static final String QUOTA = "quota";
    private static final Manual MANUAL = new Manual(
                    "setquota", "-n|-b|-N|-B val path", "Limits how much may be below a znode")
            .words(1)
            .oneOf(QUOTA, "n", "limit", "num soft quota")
            .oneOf(QUOTA, "b", "limit", "bytes soft quota")
            .oneOf(QUOTA, "N", "limit", "num hard quota")
            .oneOf(QUOTA, "B", "limit", "bytes hard quota")
            .example("setquota -N 1000 /app")
            .example("setquota -b 1048576 /app");

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Shell shell) throws CommandFailed, InterruptedException {
        String path = arguments.path(0);
        String option = option(arguments);
        long limit = limit(option, arguments.value(option));
        PaddockClient client = shell.client();
        if (path.startsWith(QuotaText.ROOT)) {
            throw new CommandFailed("cannot set a quota under the path: " + path);
        }
        if (client.exists(path).isEmpty()) {
            throw new CommandFailed(path + " does not exist.");
        }
        checkParents(path, client);
        checkChildren(path, client);
        QuotaText quota = put(path, option, limit, client);
        warn(quota, path, shell);
    }

    private static String option(Arguments arguments) {
        for (Option option : MANUAL.options()) {
            if (arguments.has(option.name())) {
                return option.name();
            }
        }
        throw new AssertionError("one of the options is needed");
    }

    private static long limit(String option, String text) throws CommandFailed {
        boolean isCount = option.equalsIgnoreCase("n");
        long limit;
        try {
            limit = Long.parseLong(text);
        } catch (NumberFormatException noNumber) {
            throw new CommandFailed("NumberFormatException happens when parsing the option value");
        }
        if (isCount && limit <= 0) {
            throw new CommandFailed("the num quota must be greater than zero");
        }
        if (limit < 0) {
            throw new CommandFailed("the bytes quota must be greater than or equal to zero");
        }
        return limit;
    }

    private static void checkParents(String path, PaddockClient client) throws CommandFailed, InterruptedException {
        for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
            String parent = path.substring(0, end);
            if (client.exists(QuotaText.limits(parent)).isPresent()) {
                throw new CommandFailed(path + " has a parent " + parent + " which has a quota");
            }
        }
    }

    private static void checkChildren(String path, PaddockClient client) throws CommandFailed, InterruptedException {
        String home = QuotaText.home(path);
        if (client.exists(home).isEmpty()) {
            return;
        }
        Subtree subtree = new Subtree(client, home);
        for (Subtree.Visited visited = subtree.next(); visited != null; visited = subtree.next()) {
            if (!visited.path().equals(home) && visited.names().contains(QuotaText.LIMITS)) {
                String child = visited.path().substring(QuotaText.ROOT.length());
                throw new CommandFailed(path + " has a child " + child + " which has a quota");
            }
        }
    }

    /** The limits come first: with them there, the server counts as soon as it sees the other znode. */
    private static QuotaText put(String path, String option, long limit, PaddockClient client)
            throws InterruptedException {
        String limits = QuotaText.limits(path);
        QuotaText quota;
        try {
            quota = QuotaText.parse(client.getData(limits).text()).with(option, limit);
            client.setData(limits, bytes(quota.toString()));
        } catch (NoNodeException none) {
            quota = QuotaText.NONE.with(option, limit);
            create(limits, quota.toString(), client);
        }
        create(QuotaText.stats(path), "count=0,bytes=0", client);
        return quota;
    }

    private static void create(String path, String data, PaddockClient client) throws InterruptedException {
        try {
            client.create(
                    path, bytes(data), CreateOptions.of(CreateMode.PERSISTENT).withParents());
        } catch (NodeExistsException already) {
            // Its count is the server's.
            return;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void warn(QuotaText quota, String path, Shell shell) throws CommandFailed, InterruptedException {
        QuotaText used =
                QuotaText.parse(shell.client().getData(QuotaText.stats(path)).text());
        if (isLess(quota.count(), used.count()) || isLess(quota.countHardLimit(), used.count())) {
            shell.output()
                    .line("[Warning]: the count quota you create is less than the existing count:" + used.count());
        }
        if (isLess(quota.bytes(), used.bytes()) || isLess(quota.bytesHardLimit(), used.bytes())) {
            shell.output()
                    .line("[Warning]: the bytes quota you create is less than the existing bytes:" + used.bytes());
        }
    }

    private static boolean isLess(long limit, long used) {
        return limit >= 0 && limit < used;
    }
}
