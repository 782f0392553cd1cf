package dev.paddock.server.sim;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.txn.CreateTxn;
import dev.paddock.wire.txn.MultiTxn;
import dev.paddock.wire.txn.SetDataTxn;
import dev.paddock.wire.txn.Txn;
import java.util.ArrayList;
import java.util.List;

/** The names that clients have given to what they write: the data of their znodes. */
final class WrittenNames {
    private WrittenNames() {}

    static List<String> in(Txn txn) {
        List<String> names = new ArrayList<>();
        if (txn instanceof MultiTxn parts) {
            if (!parts.hasFailed()) {
                parts.parts().forEach(part -> names.addAll(in(part)));
            }
        } else if (txn instanceof CreateTxn create) {
            add(names, create.data());
        } else if (txn instanceof SetDataTxn set) {
            add(names, set.data());
        }
        return names;
    }

    private static void add(List<String> names, Bytes data) {
        if (data != null && data.length() > 0) {
            names.add(data.text());
        }
    }
}
