package dev.paddock.datatree.store.tools;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteWriter;
import dev.paddock.wire.txn.CheckTxn;
import dev.paddock.wire.txn.CloseSessionTxn;
import dev.paddock.wire.txn.CreateSessionTxn;
import dev.paddock.wire.txn.CreateTxn;
import dev.paddock.wire.txn.DeleteTxn;
import dev.paddock.wire.txn.ErrorTxn;
import dev.paddock.wire.txn.MultiTxn;
import dev.paddock.wire.txn.SetAclTxn;
import dev.paddock.wire.txn.SetDataTxn;
import dev.paddock.wire.txn.Transaction;
import dev.paddock.wire.txn.Txn;
import dev.paddock.wire.txn.TxnHeader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.text.DateFormat;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A transaction as TxnLogToolkit prints it. Two notations are mixed there: creates and setData have plain fields between
 * commas; all else is the CSV form of jute, where text begins with an apostrophe. Every entry of a create's ACL ends its
 * line.
 */
final class TransactionText {
    private final PlainDates dates = new PlainDates(DateFormat.getDateTimeInstance(DateFormat.SHORT, DateFormat.LONG));

    String of(Transaction transaction) {
        TxnHeader header = transaction.header();
        return dates.format(new Date(header.time()))
                + " session 0x" + Long.toHexString(header.sessionId())
                + " cxid 0x" + Integer.toHexString(header.cxid())
                + " zxid 0x" + Long.toHexString(header.zxid().value())
                + " " + name(transaction.txn().type())
                + " " + body(transaction.txn());
    }

    private static String name(OpCode type) {
        return switch (type) {
            case CREATE -> "create";
            case CREATE2 -> "create2";
            case CREATE_CONTAINER -> "createContainer";
            case CREATE_TTL -> "createTTL";
            case DELETE -> "delete";
            case DELETE_CONTAINER -> "deleteContainer";
            case SET_DATA -> "setData";
            case RECONFIG -> "reconfig";
            case SET_ACL -> "setACL";
            case CHECK -> "check";
            case MULTI -> "multi";
            case CREATE_SESSION -> "createSession";
            case CLOSE_SESSION -> "closeSession";
            case ERROR -> "error";
            default -> throw new AssertionError("no transaction has the type " + type);
        };
    }

    private static String body(Txn txn) {
        if (txn instanceof CreateTxn create) {
            return create(create);
        } else if (txn instanceof SetDataTxn set) {
            return set.path() + "," + data(set.data()) + "," + set.version();
        } else if (txn instanceof MultiTxn multi) {
            return multi.parts().stream()
                    .map(part -> name(part.type()) + ":" + rawBytes(part))
                    .collect(Collectors.joining(";"));
        } else if (txn instanceof SetAclTxn set) {
            return csv(set.path()) + "," + csvVector(set.acl(), TransactionText::csv) + "," + set.aversion();
        } else if (txn == CloseSessionTxn.WITHOUT_PATHS) {
            return "";
        } else if (txn instanceof CloseSessionTxn close) {
            return csvVector(close.paths(), TransactionText::csv);
        } else if (txn instanceof DeleteTxn delete) {
            return csv(delete.path());
        } else if (txn instanceof CheckTxn check) {
            return csv(check.path()) + "," + check.version();
        } else if (txn instanceof CreateSessionTxn create) {
            return Integer.toString(create.timeoutMillis());
        } else if (txn instanceof ErrorTxn error) {
            return Integer.toString(error.code());
        }
        throw new AssertionError("no text for " + txn);
    }

    private static String create(CreateTxn create) {
        String fields = create.path() + "," + data(create.data()) + "," + createAcl(create.acl());
        return switch (create.type()) {
            case CREATE_CONTAINER -> fields + "," + create.parentCversion();
            case CREATE_TTL -> fields + "," + create.parentCversion() + "," + create.ttl();
            default -> fields + "," + create.ephemeral() + "," + create.parentCversion();
        };
    }

    private static String createAcl(List<Acl> acl) {
        if (acl == null) {
            return "null";
        }
        return acl.stream().map(entry -> csvFields(entry) + "\n").collect(Collectors.joining(", ", "[", "]"));
    }

    private static String data(Bytes data) {
        return data == null ? "" : data.text();
    }

    /** What is logged for a part of a multi, taken for text as it is. */
    private static String rawBytes(Txn part) {
        ByteBuf bytes = Unpooled.buffer(part.size());
        part.write(new JuteWriter(bytes));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static <T> String csvVector(List<T> elements, Function<T, String> csv) {
        return elements == null ? "v{}" : elements.stream().map(csv).collect(Collectors.joining(",", "v{", "}"));
    }

    private static String csv(Acl entry) {
        return "s{" + csvFields(entry) + "}";
    }

    private static String csvFields(Acl entry) {
        return entry.permissions() + ",s{" + csv(entry.id().scheme()) + ","
                + csv(entry.id().id()) + "}";
    }

    private static String csv(Utf8 text) {
        return csv(text.toString());
    }

    /** Null is nothing at all; what would end a field is escaped. */
    private static String csv(String text) {
        if (text == null) {
            return "";
        }
        StringBuilder csv = new StringBuilder("'");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\0' -> csv.append("%00");
                case '\n' -> csv.append("%0A");
                case '\r' -> csv.append("%0D");
                case ',' -> csv.append("%2C");
                case '}' -> csv.append("%7D");
                case '%' -> csv.append("%25");
                default -> csv.append(c);
            }
        }
        return csv.toString();
    }
}
