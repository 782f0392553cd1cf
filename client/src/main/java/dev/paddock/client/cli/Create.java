package dev.paddock.client.cli;

import dev.paddock.client.CreateOptions;
import dev.paddock.client.Created;
import dev.paddock.wire.CreateMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Creates a znode. */
final class Create implements Command {
    private static final Manual MANUAL = new Manual(
                    "create", "[-s] [-e] [-c] [-t ttl] path [data] [acl]", "Creates a znode")
            .words(1, 3)
            .flag("s", "Add a number to the name")
            .flag("e", "Ephemeral: it goes with this session")
            .flag("c", "Container: it goes when its last child has gone")
            .value("t", "ttl", "Goes when it is unchanged and without children for so many milliseconds")
            .json()
            .example("create /app")
            .example("create -e -s /app/worker- host1")
            .example("create /app/secret data digest:bob:hash=:cdrwa,world:anyone:r");

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Shell shell) throws CommandFailed, InterruptedException {
        CreateOptions options = options(arguments);
        String path = arguments.word(0);
        if (options.mode().isSequential()) {
            PathText.checkedSequential(path);
        } else {
            PathText.checked(path);
        }
        if (arguments.count() > 2) {
            options = options.withAcl(AclText.parse(arguments.word(2), shell.output()));
        }
        byte[] data = arguments.count() > 1 ? arguments.word(1).getBytes(StandardCharsets.UTF_8) : null;
        Created created = shell.client().create(path, data, options);
        if (arguments.isJson()) {
            Map<String, Object> json = Json.object("path", created.path());
            json.put("stat", StatText.json(created.stat()));
            shell.output().json(json);
        } else {
            shell.output().note("Created " + created.path());
        }
    }

    private static CreateOptions options(Arguments arguments) throws CommandFailed {
        boolean isSequential = arguments.has("s");
        boolean isEphemeral = arguments.has("e");
        if (arguments.has("t")) {
            return withTtl(ttl(arguments.value("t")), isSequential, isEphemeral || arguments.has("c"));
        }
        if (arguments.has("c")) {
            if (isSequential || isEphemeral) {
                throw new CommandFailed(
                        "-c cannot be combined with -s or -e. Containers cannot be ephemeral or sequential.");
            }
            return CreateOptions.of(CreateMode.CONTAINER);
        }
        if (isEphemeral) {
            return CreateOptions.of(isSequential ? CreateMode.EPHEMERAL_SEQUENTIAL : CreateMode.EPHEMERAL);
        }
        return CreateOptions.of(isSequential ? CreateMode.PERSISTENT_SEQUENTIAL : CreateMode.PERSISTENT);
    }

    private static CreateOptions withTtl(Duration ttl, boolean isSequential, boolean isOther) throws CommandFailed {
        if (isOther) {
            throw new CommandFailed("TTLs cannot be used with Ephemeral znodes");
        }
        if (ttl.isNegative() || ttl.isZero()) {
            throw new CommandFailed("ttl must be positive: " + ttl.toMillis());
        }
        return isSequential ? CreateOptions.sequentialWithTtl(ttl) : CreateOptions.withTtl(ttl);
    }

    private static Duration ttl(String text) throws CommandFailed {
        try {
            return Duration.ofMillis(Long.parseLong(text));
        } catch (NumberFormatException noNumber) {
            throw new CommandFailed("-t argument must be a long value");
        }
    }
}
