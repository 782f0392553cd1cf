package dev.paddock.client.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A quota, or what is used of it, as it stands in the data of a znode: {@code count=2,bytes=5=;byteHardLimit=20;
 * countHardLimit=5}. -1 is no limit.
 */
record QuotaText(long count, long bytes, long countHardLimit, long bytesHardLimit) {
    static final String ROOT = "/zookeeper/quota";
    static final String LIMITS = "zookeeper_limits";
    static final String STATS = "zookeeper_stats";
    static final QuotaText NONE = new QuotaText(-1, -1, -1, -1);

    /** What does not read as a number is no limit. */
    static QuotaText parse(String text) {
        Map<String, Long> values = new LinkedHashMap<>();
        for (String pair : text.split("[,;]+")) {
            String[] parts = pair.split("=");
            if (parts.length > 1) {
                values.put(parts[0], number(parts[1]));
            }
        }
        return new QuotaText(
                values.getOrDefault("count", -1L),
                values.getOrDefault("bytes", -1L),
                values.getOrDefault("countHardLimit", -1L),
                values.getOrDefault("byteHardLimit", -1L));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text.trim());
        } catch (NumberFormatException noNumber) {
            return -1;
        }
    }

    /** Where the quota of a path stands, without the name of the znode. */
    static String home(String path) {
        return path.equals("/") ? ROOT : ROOT + path;
    }

    static String limits(String path) {
        return home(path) + "/" + LIMITS;
    }

    static String stats(String path) {
        return home(path) + "/" + STATS;
    }

    /** With the limit that an option names: {@code n} and {@code b}, hard in capitals. */
    QuotaText with(String option, long limit) {
        return switch (option) {
            case "n" -> new QuotaText(limit, bytes, countHardLimit, bytesHardLimit);
            case "b" -> new QuotaText(count, limit, countHardLimit, bytesHardLimit);
            case "N" -> new QuotaText(count, bytes, limit, bytesHardLimit);
            case "B" -> new QuotaText(count, bytes, countHardLimit, limit);
            default -> throw new IllegalArgumentException("no limit is called " + option);
        };
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("count", count);
        json.put("bytes", bytes);
        json.put("countHardLimit", countHardLimit);
        json.put("byteHardLimit", bytesHardLimit);
        return json;
    }

    /** As ZooKeeper's command line writes it, with the sign that nothing follows. */
    @Override
    public String toString() {
        return "count=" + count + ",bytes=" + bytes + "=;byteHardLimit=" + bytesHardLimit + ";countHardLimit="
                + countHardLimit;
    }
}
