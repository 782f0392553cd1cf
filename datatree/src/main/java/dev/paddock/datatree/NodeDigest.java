package dev.paddock.datatree;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * What a znode adds to the digest of the tree: the CRC-32 of its path, its data and sixty bytes of its stat. The tree's
 * digest is the sum over all znodes but those below {@code /zookeeper/}.
 *
 * <p>The CRC of path and data alone can be kept: {@link #of(int, Znode)} goes on from there without reading them again,
 * which matters to a parent with much data and many children.
 */
final class NodeDigest {
    private static final int STAT_SIZE = 60;
    private static final int CRC_POLYNOMIAL = 0xEDB88320;

    /** For each byte of a CRC, what becomes of it when {@link #STAT_SIZE} zero bytes follow. */
    private static final int[][] SHIFTED = shiftTables();

    private final CRC32 crc = new CRC32();
    private final ByteBuffer stat = ByteBuffer.allocate(STAT_SIZE);

    /** The CRC of a path, which is empty for the root, and the data of its znode. */
    int contentCrc(byte[] path, int pathLength, Znode znode) {
        crc.reset();
        crc.update(path, 0, pathLength);
        crc.update(znode.content(), znode.nameLength(), znode.dataLength());
        return (int) crc.getValue();
    }

    /** The digest of a znode whose path and data have this CRC. */
    long of(int contentCrc, Znode znode) {
        stat.putLong(0, znode.czxid);
        stat.putLong(8, znode.mzxid);
        stat.putLong(16, znode.pzxid());
        stat.putLong(24, znode.ctime);
        stat.putLong(32, znode.mtime);
        stat.putInt(40, znode.version);
        stat.putInt(44, znode.creations());
        stat.putInt(48, znode.aversion);
        stat.putLong(52, znode.owner());
        crc.reset();
        crc.update(stat.array(), 0, STAT_SIZE);
        return (shiftedByStat(contentCrc) ^ (int) crc.getValue()) & 0xFFFF_FFFFL;
    }

    private static int shiftedByStat(int contentCrc) {
        return SHIFTED[0][contentCrc & 0xFF]
                ^ SHIFTED[1][contentCrc >>> 8 & 0xFF]
                ^ SHIFTED[2][contentCrc >>> 16 & 0xFF]
                ^ SHIFTED[3][contentCrc >>> 24];
    }

    private static int[][] shiftTables() {
        int[][] tables = new int[Integer.BYTES][256];
        for (int position = 0; position < Integer.BYTES; position++) {
            for (int value = 0; value < 256; value++) {
                int shifted = value << 8 * position;
                for (int bit = 0; bit < STAT_SIZE * 8; bit++) {
                    shifted = (shifted & 1) == 0 ? shifted >>> 1 : shifted >>> 1 ^ CRC_POLYNOMIAL;
                }
                tables[position][value] = shifted;
            }
        }
        return tables;
    }
}
