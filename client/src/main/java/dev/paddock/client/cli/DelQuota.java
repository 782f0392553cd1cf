package dev.paddock.client.cli;

import dev.paddock.client.NoNodeException;
import dev.paddock.client.NotEmptyException;
import dev.paddock.client.PaddockClient;
import java.nio.charset.StandardCharsets;

/** Removes a quota, or one of its limits. */
final class DelQuota implements Command {
    private static final Manual MANUAL = new Manual(
                    "delquota", "[-n|-b|-N|-B] path", "Removes a quota, or one of its limits")
            .words(1)
            .flag("n", "num soft quota")
            .flag("b", "bytes soft quota")
            .flag("N", "num hard quota")
            .flag("B", "bytes hard quota")
            .example("delquota /app")
            .example("delquota -n /app");

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Shell shell) throws CommandFailed, InterruptedException {
        String path = arguments.path(0);
        String[] options = {"n", "b", "N", "B"};
        try {
            QuotaText quota = QuotaText.parse(
                    shell.client().getData(QuotaText.limits(path)).text());
            boolean isPart = false;
            for (String option : options) {
                if (arguments.has(option)) {
                    quota = quota.with(option, -1);
                    isPart = true;
                }
            }
            if (isPart) {
                shell.client().setData(QuotaText.limits(path), quota.toString().getBytes(StandardCharsets.UTF_8));
            } else {
                deleteAll(path, shell.client());
            }
        } catch (NoNodeException none) {
            shell.output().line("Quota does not exist for " + path);
            shell.failSoftly();
        }
    }

    /** Up to the first parent that others need. */
    private static void deleteAll(String path, PaddockClient client) throws InterruptedException {
        client.delete(QuotaText.limits(path));
        client.delete(QuotaText.stats(path));
        try {
            String home = QuotaText.home(path);
            while (!home.equals(QuotaText.ROOT)) {
                client.delete(home);
                home = home.substring(0, home.lastIndexOf('/'));
            }
        } catch (NotEmptyException needed) {
            return;
        }
    }
}
