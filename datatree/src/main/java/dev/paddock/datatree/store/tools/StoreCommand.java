package dev.paddock.datatree.store.tools;

import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.store.Recovery;
import dev.paddock.datatree.store.RecoveryOptions;
import dev.paddock.datatree.store.StoreDirectories;
import dev.paddock.datatree.store.disk.Disk;
import dev.paddock.datatree.store.disk.RealDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;

/** What {@code check} and {@code recover} are asked: which directories, and what may be assumed of them. */
final class StoreCommand {
    /** Both commands take all of them, so that what was checked can be recovered with the same words. */
    enum Flag implements CommandLine.Option {
        DROP_DAMAGED_END('e'),
        TRUST_EMPTY('t'),
        YES('y');

        private final char letter;

        Flag(char letter) {
            this.letter = letter;
        }

        @Override
        public char letter() {
            return letter;
        }

        @Override
        public String longName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @Override
        public boolean takesValue() {
            return false;
        }
    }

    private final Disk disk = new RealDisk();
    private final CommandLine<Flag> line;
    private final StoreDirectories directories;

    private StoreCommand(CommandLine<Flag> line) throws UsageException {
        this.line = line;
        List<String> names = line.operands();
        if (names.isEmpty() || names.size() > 2) {
            throw new UsageException(
                    "Expected a data directory, and the directory of the logs if that is another one.");
        }
        this.directories = StoreDirectories.of(Path.of(names.get(0)), Path.of(names.get(names.size() - 1)));
        requireDirectory(directories.snapshots());
        requireDirectory(directories.logs());
    }

    static StoreCommand parse(List<String> arguments) throws UsageException {
        return new StoreCommand(CommandLine.parse(Flag.class, arguments));
    }

    private static void requireDirectory(Path directory) throws UsageException {
        if (!Files.isDirectory(directory)) {
            throw new UsageException("There is no directory " + directory
                    + ". Name the one that version-2 is in, as in dataDir of the configuration.");
        }
    }

    Disk disk() {
        return disk;
    }

    StoreDirectories directories() {
        return directories;
    }

    boolean dropsDamagedEnd() {
        return line.has(Flag.DROP_DAMAGED_END);
    }

    boolean needsNoAnswer() {
        return line.has(Flag.YES);
    }

    /** A directory without a database is not what an operator wants to hear is fine. */
    Recovery newRecovery() {
        RecoveryOptions options = new RecoveryOptions(false, line.has(Flag.TRUST_EMPTY), dropsDamagedEnd());
        return new Recovery(disk, directories, options, Hashing.seeded(new SecureRandom()), System::nanoTime);
    }
}
