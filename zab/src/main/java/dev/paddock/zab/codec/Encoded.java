package dev.paddock.zab.codec;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.jute.JuteWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.function.Consumer;

/** The data of a packet, which is jute within jute. */
final class Encoded {
    private Encoded() {}

    static Bytes of(Consumer<JuteWriter> content) {
        ByteBuf buffer = Unpooled.buffer();
        content.accept(new JuteWriter(buffer));
        return Bytes.wrap(ByteBufUtil.getBytes(buffer));
    }

    /** What is left, as it is. */
    static Bytes rest(ByteBuf in) {
        byte[] bytes = new byte[in.readableBytes()];
        in.readBytes(bytes);
        return Bytes.wrap(bytes);
    }
}
