package org.mlopssdk.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * By what a file is known to be unchanged: its inode, its size, the time of its content and, which no program can set back, the time of its last change of
 * any kind; inode and change time where there are such.
 *
 * @param inode tells the file from others that have its name at other times, or null where files have none
 * @param size its length in bytes
 * @param modified when its content was changed last, as the file says
 * @param changed when anything of it was changed last, or null where that is not kept
 * @since 0.1.0
 */
public record FileStamp(
        @Nullable Object inode,
        long size,
        FileTime modified,
        @Nullable FileTime changed) {

    /**
     * What a file shows now.
     *
     * @param file the file
     * @param options whether to look at a link itself
     * @return its stamp
     * @throws IOException if there is no such file, or it cannot be looked at
     */
    public static FileStamp of(Path file, LinkOption... options) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class, options);
            return new FileStamp(attributes.fileKey(), attributes.size(), attributes.lastModifiedTime(), null);
        }
        Map<String, Object> attributes =
                Files.readAttributes(file, "unix:fileKey,size,lastModifiedTime,ctime", options);
        return new FileStamp(
                attributes.get("fileKey"),
                (Long) Objects.requireNonNull(attributes.get("size")),
                (FileTime) Objects.requireNonNull(attributes.get("lastModifiedTime")),
                (FileTime) attributes.get("ctime"));
    }

    /**
     * Whether any change after a time would show: the clock of a file system may tick so slowly that a change within its tick does not.
     *
     * @param time the time
     * @return true if the last change is older, and no program can have set it back
     */
    public boolean isBefore(Instant time) {
        return changed != null
                && modified.toInstant().isBefore(time)
                && changed.toInstant().isBefore(time);
    }
}
