package dev.paddock.client.cli;

import dev.paddock.wire.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** The data of a znode in JSON: {@code data} with its text where it is UTF-8, else {@code base64}; null for no data. */
final class DataText {
    private static final String TEXT = "data";
    private static final String BASE64 = "base64";

    private DataText() {}

    static void put(Map<String, Object> json, Bytes data) {
        String text = data == null ? null : textOrNull(data.array());
        if (data != null && text == null) {
            json.put(BASE64, Base64.getEncoder().encodeToString(data.array()));
        } else {
            json.put(TEXT, text);
        }
    }

    private static String textOrNull(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException noText) {
            return null;
        }
    }

    /** @throws IllegalArgumentException if it is neither */
    static byte[] get(Map<String, Object> json) {
        if (json.get(BASE64) instanceof String base64) {
            return Base64.getDecoder().decode(base64);
        }
        Object data = json.get(TEXT);
        if (data == null) {
            return null;
        }
        if (data instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        throw new IllegalArgumentException("data is no text");
    }
}
