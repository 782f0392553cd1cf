package dev.paddock.client.cli;

/** The configuration of an ensemble as it stands in a znode: lines {@code server.N=…}, and one {@code version=…}. */
final class EnsembleText {
    private static final String VERSION = "version=";

    private EnsembleText() {}

    /** In hexadecimal figures; empty if there is none. */
    static String version(String config) {
        for (String line : config.split("\n")) {
            if (line.startsWith(VERSION)) {
                return line.substring(VERSION.length());
            }
        }
        return "";
    }

    /** {@code host:port,…} in the order of the lines. */
    static String clientAddresses(String config) {
        StringBuilder addresses = new StringBuilder();
        for (String line : config.split("\n")) {
            int semicolon = line.lastIndexOf(';');
            if (line.startsWith("server.") && semicolon >= 0) {
                String address = line.substring(semicolon + 1);
                addresses.append(addresses.length() == 0 ? "" : ",");
                addresses.append(address.contains(":") ? address : host(line) + ":" + address);
            }
        }
        return addresses.toString();
    }

    /** For a port without an address. */
    private static String host(String line) {
        String spec = line.substring(line.indexOf('=') + 1);
        return spec.startsWith("[") ? spec.substring(0, spec.indexOf(']') + 1) : spec.substring(0, spec.indexOf(':'));
    }
}
