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
        EpochFiles epochs = examine(disk, directory, last);
        epochs.writeIfChanged(CURRENT, epochs.current);
        epochs.writeIfChanged(ACCEPTED, epochs.accepted);
        epochs.clearAwayTemporary(ACCEPTED);
        epochs.clearAwayTemporary(CURRENT);
        return epochs;
    }

    /** As {@link #open}, but changes no file: the epochs are those that it would make of what it finds. */
    public static EpochFiles examine(Disk disk, Path directory, Zxid last) throws IOException {
        EpochFiles epochs = new EpochFiles(disk, directory);
        epochs.current = epochs.read(CURRENT).orElse(last.epoch());
        epochs.accepted = epochs.read(ACCEPTED).orElse(last.epoch());
        if (epochs.current < last.epoch()) {
            epochs.current = epochs.unfinishedCurrent(last.epoch()).orElse(epochs.current);
        }
        epochs.requireConsistent(last);
        return epochs;
    }

    /** Whether there is neither file: a server that is alone has none. */
    public static boolean areAbsent(Disk disk, Path directory) throws IOException {
        return !disk.exists(directory.resolve(CURRENT)) && !disk.exists(directory.resolve(ACCEPTED));
    }

    private void requireConsistent(Zxid last) throws IOException {
        if (Math.max(current, accepted) < last.epoch()) {
            throw new IOException("The current epoch, " + current + ", is older than the last zxid, " + last
                    + " of epoch " + last.epoch() + ", and no later epoch was accepted. The epoch files in " + directory
                    + " do not belong to these transactions. " + REMEDY);
        }
        if (accepted < current) {
            throw new IOException("The accepted epoch, " + accepted + ", is less than the current epoch, " + current
                    + ". One of the epoch files in " + directory + " was replaced or is damaged. " + REMEDY);
        }
    }

    /** After a crash between sync and rename, the number that was to be stored is in the temporary file. */
    private OptionalLong unfinishedCurrent(long epochOfHistory) throws IOException {
        Path temporary = temporary(CURRENT);
        OptionalLong unfinished = disk.exists(temporary) ? parse(firstLine(temporary)) : OptionalLong.empty();
        boolean isClaim = unfinished.isPresent()
                && unfinished.getAsLong() >= epochOfHistory
                && unfinished.getAsLong() <= accepted;
        return isClaim ? unfinished : OptionalLong.empty();
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

    private OptionalLong read(String name) throws IOException {
        Path file = directory.resolve(name);
        if (!disk.exists(file)) {
            return OptionalLong.empty();
        }
        String line = firstLine(file);
        OptionalLong epoch = parse(line);
        if (epoch.isEmpty()) {
            throw new IOException("Found " + (line.isEmpty() ? "nothing" : "\"" + line + "\"") + " in " + file
                    + " where the number of an epoch should be. " + REMEDY);
        }
        return epoch;
    }

    private void writeIfChanged(String name, long epoch) throws IOException {
        OptionalLong written = read(name);
        if (written.isEmpty() || written.getAsLong() != epoch) {
            write(name, epoch);
        }
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
