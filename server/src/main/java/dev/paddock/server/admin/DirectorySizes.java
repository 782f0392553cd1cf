package dev.paddock.server.admin;

/**
 * How many bytes the files of the database have.
 *
 * @param snapshots where snapshots are
 * @param logs where the transaction log is; the same directory, maybe
 */
public record DirectorySizes(long snapshots, long logs) {}
