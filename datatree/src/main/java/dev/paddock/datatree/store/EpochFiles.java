package dev.paddock.datatree.store;

import dev.paddock.datatree.store.disk.Disk;
import dev.paddock.datatree.store.disk.DiskFile;
import dev.paddock.wire.Zxid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The two epochs that a member of an ensemble has on disk: {@code acceptedEpoch}, the highest that it has promised to
 * follow, and {@code currentEpoch}, that of the leader whose history it has. Each is a file with a decimal number.
 *
 * <p>The number goes to a file with {@code .tmp} behind its name, which is synced, renamed, and its directory synced: a
 * crash leaves the old number or the new one.
 */
public final class EpochFiles {
    private static final String ACCEPTED = "acceptedEpoch";
    private static final String CURRENT = "currentEpoch";
    private static final String REMEDY = "Put back the right one; if it is lost, start this member with an empty"
            + " version-2 directory, and it gets everything from the leader.";

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");

    /** Longer than any number. What is longer is not read. */
    private static final int MOST_BYTES = 64;

    private final Disk disk;
    private final Path directory;

    private long accepted;

    /** Never above {@link #accepted}. */
    private long current;

    private EpochFiles(Disk disk, Path directory) {
        this.disk = disk;
        this.directory = directory;
    }

    /**
     * Reads both files, and makes those that are absent.
     *
     * <p>The current epoch may be older than the last transaction, provided that the accepted one is not: the server
     * went down within a synchronisation, when the history was on disk and the claim to it not yet. It goes on with the
     * claim that it had, and is synchronised again.
     *
     * @param last the last transaction that this server has
     * @throws IOException if they cannot be read or made, or contradict each other or the transactions
     */
    public static EpochFiles open(Disk disk, Path directory, Zxid last) throws IOException {
        EpochFiles epochs = new EpochFiles(disk, directory);
        epochs.current = epochs.readOrMake(CURRENT, last.epoch());
        epochs.accepted = epochs.readOrMake(ACCEPTED, last.epoch());
        if (epochs.current < last.epoch()) {
            epochs.finishSavingCurrent(last.epoch());
        }
        if (Math.max(epochs.current, epochs.accepted) < last.epoch()) {
            throw new IOException("The current epoch, " + epochs.current + ", is older than the last zxid, " + last
                    + " of epoch " + last.epoch() + ", and no later epoch was accepted. The epoch files in " + directory
                    + " do not belong to these transactions. " + REMEDY);
        }
        if (epochs.accepted < epochs.current) {
            throw new IOException("The accepted epoch, " + epochs.accepted + ", is less than the current epoch, "
                    + epochs.current + ". One of the epoch files in " + directory + " was replaced or is damaged. "
                    + REMEDY);
        }
        epochs.clearAwayTemporary(ACCEPTED);
        epochs.clearAwayTemporary(CURRENT);
        return epochs;
    }

    /** After a crash between sync and rename, the number that was to be stored is in the temporary file. */
    private void finishSavingCurrent(long epochOfHistory) throws IOException {
        Path temporary = temporary(CURRENT);
        if (disk.exists(temporary)) {
            OptionalLong unfinished = parse(firstLine(temporary));
            if (unfinished.isPresent()
                    && unfinished.getAsLong() >= epochOfHistory
                    && unfinished.getAsLong() <= accepted) {
                write(CURRENT, unfinished.getAsLong());
                current = unfinished.getAsLong();
            }
        }
    }

    /** What was not used now must not be taken for something newer after a later crash. */
    private void clearAwayTemporary(String name) throws IOException {
        Path temporary = temporary(name);
        if (disk.exists(temporary)) {
            disk.delete(temporary);
            disk.syncDirectory(directory);
        }
    }

    public long accepted() {
        return accepted;
    }

    public long current() {
        return current;
    }

    /** Promises to follow no leader of an earlier epoch. Durable on return. */
    public void saveAccepted(long epoch) throws IOException {
        if (epoch < accepted) {
            throw new IllegalStateException("epoch " + epoch + " cannot be accepted after " + accepted);
        }
        write(ACCEPTED, epoch);
        accepted = epoch;
    }

    /** Claims the history of an epoch, which must be durable. This is durable on return. */
    public void saveCurrent(long epoch) throws IOException {
        if (epoch < current || epoch > accepted) {
            throw new IllegalStateException("epoch " + epoch + " cannot become current: it is " + current + " now, and "
                    + accepted + " is accepted");
        }
        write(CURRENT, epoch);
        current = epoch;
    }

    private long readOrMake(String name, long epochIfAbsent) throws IOException {
        Path file = directory.resolve(name);
        if (!disk.exists(file)) {
            write(name, epochIfAbsent);
            return epochIfAbsent;
        }
        String line = firstLine(file);
        return parse(line)
                .orElseThrow(() -> new IOException("Found " + (line.isEmpty() ? "nothing" : "\"" + line + "\"") + " in "
                        + file + " where the number of an epoch should be. " + REMEDY));
    }

    private String firstLine(Path path) throws IOException {
        try (DiskFile file = disk.openForReading(path)) {
            byte[] bytes = new byte[MOST_BYTES];
            int length = file.read(ByteBuffer.wrap(bytes), 0);
            String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
            return text.lines().findFirst().orElse("").trim();
        }
    }

    private static OptionalLong parse(String line) {
        return NUMBER.matcher(line).matches() ? OptionalLong.of(Long.parseLong(line)) : OptionalLong.empty();
    }

    private void write(String name, long epoch) throws IOException {
        Path temporary = temporary(name);
        try (DiskFile file = disk.create(temporary)) {
            file.write(ByteBuffer.wrap(Long.toString(epoch).getBytes(StandardCharsets.UTF_8)), 0);
            file.sync();
        }
        disk.rename(temporary, directory.resolve(name));
        disk.syncDirectory(directory);
    }

    private Path temporary(String name) {
        return directory.resolve(name + ".tmp");
    }
}
