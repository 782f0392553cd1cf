package dev.paddock.datatree.store;

import dev.paddock.wire.txn.Transaction;

/**
 * A transaction and its place in a log file.
 *
 * @param offset where the record begins
 * @param end where the next one would
 */
record LogRecord(Transaction transaction, long offset, long end) {
    long payloadOffset() {
        return offset + LogFormat.RECORD_HEADER_SIZE;
    }

    long payloadLength() {
        return end - offset - LogFormat.RECORD_OVERHEAD;
    }
}
