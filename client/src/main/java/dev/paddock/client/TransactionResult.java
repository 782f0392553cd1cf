package dev.paddock.client;

import dev.paddock.wire.Stat;
import java.util.Optional;

/**
 * What one operation of a transaction has done.
 *
 * @param path where, with the number that a sequential create got
 * @param stat after a create or a setData
 */
public record TransactionResult(String path, Optional<Stat> stat) {}
