package dev.paddock.wire;

import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteRecord;
import dev.paddock.wire.jute.JuteWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;

/** From values to bytes and back, for tests. */
public final class Encoding {
    private Encoding() {}

    public static byte[] bytesOf(JuteRecord... records) {
        ByteBuf buffer = Unpooled.buffer();
        JuteWriter out = new JuteWriter(buffer);
        for (JuteRecord record : records) {
            out.record(record);
        }
        return ByteBufUtil.getBytes(buffer);
    }

    public static JuteReader reader(byte[] bytes) {
        return new JuteReader(Unpooled.wrappedBuffer(bytes));
    }

    /** A reader of bytes in hex, two digits each; blanks between them do not matter. */
    public static JuteReader reader(String hex) {
        return reader(bytes(hex));
    }

    public static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
