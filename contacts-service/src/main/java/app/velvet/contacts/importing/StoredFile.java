package app.velvet.contacts.importing;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The file of an import from some position on, of which never more than a chunk is in memory. */
final class StoredFile extends InputStream {

    /** In bytes: all chunks of a file but its last are that large. */
    static final int CHUNK = 256 * 1024;

    private static final String READ =
            "select content from contact_import_chunk where company_id = ? and import_id = ? and number = ?";

    private final DataSource database;
    private final long companyId;
    private final long importId;
    private byte[] chunk = {};
    private int read;
    private int nextNumber;
    private int skipped;

    StoredFile(DataSource database, long companyId, long importId, long position) {
        this.database = database;
        this.companyId = companyId;
        this.importId = importId;
        this.nextNumber = Math.toIntExact(position / CHUNK);
        this.skipped = (int) (position % CHUNK);
    }

    @Override
    public int read() throws IOException {
        return fill() ? chunk[read++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, chunk.length - read);
        System.arraycopy(chunk, read, into, offset, count);
        read += count;
        return count;
    }

    private boolean fill() throws IOException {
        if (read == chunk.length) {
            chunk = load(nextNumber++);
            read = Math.min(skipped, chunk.length);
            skipped = 0;
        }
        return read < chunk.length;
    }

    /** Empty at the end. */
    private byte[] load(int number) throws IOException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(READ)) {
            query.setLong(1, companyId);
            query.setLong(2, importId);
            query.setInt(3, number);
            try (var row = query.executeQuery()) {
                return row.next() ? row.getBytes("content") : new byte[0];
            }
        } catch (SQLException e) {
            throw new IOException("A file that is imported cannot be read", e);
        }
    }
}
