package dev.paddock.wire.jute;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.Utf8;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.List;
import java.util.function.BiConsumer;

/** Writes jute into a buffer that grows. Null becomes -1 where the encoding has a null. */
public final class JuteWriter {
    private static final int NULL = -1;

    private final ByteBuf out;

    public JuteWriter(ByteBuf out) {
        this.out = out;
    }

    public JuteWriter bool(boolean value) {
        out.writeBoolean(value);
        return this;
    }

    public JuteWriter int32(int value) {
        out.writeInt(value);
        return this;
    }

    public JuteWriter int64(long value) {
        out.writeLong(value);
        return this;
    }

    public JuteWriter buffer(Bytes bytes) {
        return bytes == null ? int32(NULL) : lengthAndBytes(bytes.array());
    }

    /** Bytes that stand within a larger array, as the data of a znode does. */
    public JuteWriter buffer(byte[] bytes, int from, int to) {
        out.writeInt(to - from);
        out.writeBytes(bytes, from, to - from);
        return this;
    }

    public JuteWriter utf8(Utf8 text) {
        return text == null ? int32(NULL) : lengthAndBytes(text.array());
    }

    public JuteWriter string(String text) {
        if (text == null) {
            return int32(NULL);
        }
        out.writeInt(ByteBufUtil.utf8Bytes(text));
        ByteBufUtil.writeUtf8(out, text);
        return this;
    }

    public JuteWriter record(JuteRecord record) {
        record.write(this);
        return this;
    }

    public JuteWriter vector(List<? extends JuteRecord> records) {
        return vector(records, (writer, record) -> record.write(writer));
    }

    public <T> JuteWriter vector(List<T> elements, BiConsumer<JuteWriter, ? super T> writeElement) {
        if (elements == null) {
            return int32(NULL);
        }
        out.writeInt(elements.size());
        for (T element : elements) {
            writeElement.accept(this, element);
        }
        return this;
    }

    private JuteWriter lengthAndBytes(byte[] bytes) {
        return buffer(bytes, 0, bytes.length);
    }
}
