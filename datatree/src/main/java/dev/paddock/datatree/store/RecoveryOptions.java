package dev.paddock.datatree.store;

/**
 * What a recovery may do that is not safe in general.
 *
 * @param mayBeNew whether an empty directory is a new database; else it is one whose files are missing
 * @param trustEmpty whether logs without a snapshot are the whole history, as servers before 3.5 leave it
 * @param dropDamagedEnd whether a last record with a wrong checksum is dropped like one that was cut short
 */
public record RecoveryOptions(boolean mayBeNew, boolean trustEmpty, boolean dropDamagedEnd) {
    public static final RecoveryOptions DEFAULTS = new RecoveryOptions(true, false, false);
}
