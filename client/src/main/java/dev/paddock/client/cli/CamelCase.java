package dev.paddock.client.cli;

import java.util.Locale;

/** Constants as ZooKeeper prints its own: {@code NodeCreated} for {@code NODE_CREATED}. */
final class CamelCase {
    private CamelCase() {}

    static String of(Enum<?> constant) {
        StringBuilder text = new StringBuilder();
        for (String part : constant.name().split("_")) {
            text.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
        }
        return text.toString();
    }
}
