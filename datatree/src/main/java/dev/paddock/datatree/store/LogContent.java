package dev.paddock.datatree.store;

import dev.paddock.wire.Zxid;

/**
 * What one log file holds.
 *
 * @param first the zxid of its first record; null if it has none
 * @param last that of its last one; null as well
 * @param count how many records
 */
public record LogContent(Zxid first, Zxid last, long count, LogTail tail) {}
