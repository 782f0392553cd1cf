package dev.paddock.zab.codec;

import dev.paddock.wire.jute.JuteException;
import dev.paddock.zab.membership.Address;
import dev.paddock.zab.membership.ServerId;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The first thing on a link to an election port, from whoever has dialled:
 *
 * <pre>
 * long -65536 | long sid | int length | host:port          one address
 * long -65535 | long sid | int length | host:port|…        several
 * long sid                                                 servers before 3.5
 * </pre>
 *
 * It goes out in one piece, since ZooKeeper reads it as one.
 *
 * @param addresses where the election port of the sender may be dialled; those that mean any address are left out
 */
public record Handshake(ServerId sender, List<Address> addresses) {
    private static final long ONE_ADDRESS = -65_536;
    private static final long SEVERAL_ADDRESSES = -65_535;
    private static final int MOST_BYTES = 2_048;
    private static final List<String> ANY = List.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0");

    /** Null while it is incomplete. */
    public static Handshake tryRead(ByteBuf in) {
        int start = in.readerIndex();
        if (in.readableBytes() < Long.BYTES) {
            return null;
        }
        long version = in.getLong(start);
        if (version >= 0) {
            in.skipBytes(Long.BYTES);
            return new Handshake(new ServerId(version), List.of());
        }
        if (version != ONE_ADDRESS && version != SEVERAL_ADDRESSES) {
            throw new JuteException("a handshake of the unknown version " + version);
        }
        int lengthAt = 2 * Long.BYTES;
        if (in.readableBytes() < lengthAt + Integer.BYTES) {
            return null;
        }
        int length = in.getInt(start + lengthAt);
        if (length < 1 || length > MOST_BYTES) {
            throw new JuteException("a handshake with an address of " + length + " bytes");
        }
        if (in.readableBytes() < lengthAt + Integer.BYTES + length) {
            return null;
        }
        in.skipBytes(Long.BYTES);
        ServerId sender = new ServerId(in.readLong());
        in.skipBytes(Integer.BYTES);
        return new Handshake(
                sender,
                addresses(in.readCharSequence(length, StandardCharsets.UTF_8).toString()));
    }

    private static List<Address> addresses(String text) {
        List<Address> addresses = new ArrayList<>();
        for (String part : text.split("\\|", -1)) {
            List<String> fields = MembershipText.fields(part);
            if (fields.size() != 2) {
                throw new JuteException("a handshake with the address " + part);
            }
            if (!ANY.contains(fields.get(0))) {
                addresses.add(new Address(fields.get(0), MembershipText.port(fields.get(1))));
            }
        }
        return addresses;
    }

    /** Several addresses are understood by servers from 3.6 on. */
    public void write(ByteBuf out) {
        List<String> texts = addresses.stream().map(Address::toString).toList();
        byte[] text = String.join("|", texts).getBytes(StandardCharsets.UTF_8);
        out.writeLong(addresses.size() == 1 ? ONE_ADDRESS : SEVERAL_ADDRESSES);
        out.writeLong(sender.value()).writeInt(text.length).writeBytes(text);
    }
}
