package org.mlopssdk.artifact;

import java.io.IOException;
import java.nio.file.Files;
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
 */
record FileStamp(
        @Nullable Object inode,
        long size,
        FileTime modified,
        @Nullable FileTime changed) {

    static FileStamp of(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileStamp(attributes.fileKey(), attributes.size(), attributes.lastModifiedTime(), null);
        }
        Map<String, Object> attributes = Files.readAttributes(file, "unix:fileKey,size,lastModifiedTime,ctime");
        return new FileStamp(
                attributes.get("fileKey"),
                (Long) Objects.requireNonNull(attributes.get("size")),
                (FileTime) Objects.requireNonNull(attributes.get("lastModifiedTime")),
                (FileTime) attributes.get("ctime"));
    }

    /** Whether any later change would show: the clock of a file system may tick so slowly that a change within its tick does not. */
    boolean isBefore(Instant time) {
        return changed != null
                && modified.toInstant().isBefore(time)
                && changed.toInstant().isBefore(time);
    }
}
