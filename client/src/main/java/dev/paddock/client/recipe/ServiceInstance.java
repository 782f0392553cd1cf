package dev.paddock.client.recipe;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Where a service can be found.
 *
 * @param id different for all instances of a service
 * @param about whatever else clients want to know
 */
public record ServiceInstance(String id, String host, int port, String about) {
    private static final int PARTS = 3;

    public ServiceInstance {
        if (host.contains("\n")) {
            throw new IllegalArgumentException("a host has no line breaks: " + host);
        }
    }

    /** The rest is in the name of its znode. */
    byte[] toData() {
        return (host + "\n" + port + "\n" + about).getBytes(UTF_8);
    }

    /** @throws IllegalArgumentException if it was not written by {@link #toData} */
    static ServiceInstance of(String id, String data) {
        String[] parts = data.split("\n", PARTS);
        if (parts.length < PARTS) {
            throw new IllegalArgumentException("instance " + id + " has no host, port and text, but '" + data + "'");
        }
        return new ServiceInstance(id, parts[0], Integer.parseInt(parts[1]), parts[2]);
    }
}
