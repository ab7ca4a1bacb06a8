package uk.fosteringhub.embedded.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs, unpacked once per user and version. */
record ServerBinaries(Path folder) {
    private static final int OWNER_MAY_EXECUTE = 0100;

    /**
     * Unpacks the programs for this machine under {@code parent}, unless that was done before. The folder's name carries
     * size and checksum of the archive, so another version gets another folder.
     */
    static ServerBinaries under(Path parent) throws IOException {
        String resource = resourceForThisMachine();
        URL archive = Optional.ofNullable(ServerBinaries.class.getResource("/" + resource))
                .orElseThrow(() -> new IOException("There is no embedded PostgreSQL for this machine (" + resource
                        + " is not among the libraries). Set hub.database.url to a PostgreSQL server instead."));
        Path target = parent.resolve("postgres-" + fingerprint(archive));
        if (Files.isDirectory(target)) {
            return new ServerBinaries(target);
        }
        Files.createDirectories(parent);
        Path unpacking = Files.createTempDirectory(parent, "unpacking-");
        try {
            unpack(archive, unpacking);
            moveUnlessThere(unpacking, target);
        } catch (IOException e) {
            throw new IOException(
                    "The PostgreSQL programs could not be unpacked to " + parent + " (" + e.getMessage()
                            + "). They need 60 MB of disk that this account may write to.",
                    e);
        } finally {
            DataFolder.deleteTree(unpacking);
        }
        return new ServerBinaries(target);
    }

    String program(String name) {
        return folder.resolve("bin").resolve(onWindows() ? name + ".exe" : name).toString();
    }

    static boolean onWindows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    private static String resourceForThisMachine() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String system = name.startsWith("windows") ? "windows" : name.startsWith("mac") ? "darwin" : "linux";
        String arch = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        return "postgres-" + system + "-" + arch + ".txz";
    }

    private static String fingerprint(URL archive) throws IOException {
        URLConnection connection = archive.openConnection();
        if (connection instanceof JarURLConnection jar) {
            return Long.toHexString(jar.getJarEntry().getCrc()) + "-"
                    + jar.getJarEntry().getSize();
        }
        return Long.toHexString(connection.getLastModified()) + "-" + connection.getContentLengthLong();
    }

    private static void unpack(URL archive, Path into) throws IOException {
        try (InputStream raw = new BufferedInputStream(archive.openStream(), 1 << 16);
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(raw))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = into.resolve(entry.getName()).normalize();
                if (!target.startsWith(into)) {
                    throw new IOException("The archive holds a path outside itself: " + entry.getName());
                }
                unpackEntry(tar, entry, target);
            }
        }
    }

    private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
        if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0 && !onWindows()) {
            Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(target));
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
            Files.setPosixFilePermissions(target, permissions);
        }
    }

    /** Another process may have been quicker; its copy is as good. */
    private static void moveUnlessThere(Path unpacked, Path target) throws IOException {
        try {
            Files.move(unpacked, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
    }
}
