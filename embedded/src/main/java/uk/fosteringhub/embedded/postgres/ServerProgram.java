package uk.fosteringhub.embedded.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the server's own programs: {@code initdb} to make a cluster, {@code pg_ctl} to start and stop it. */
final class ServerProgram {
    private static final long LONGEST_COMMAND_SECONDS = 330;
    private static final long LONGEST_LOG_BYTES = 10_000_000;

    private final DataFolder folder;
    private final ServerAccount account;
    private final ServerBinaries binaries;

    ServerProgram(DataFolder folder, ServerAccount account, ServerBinaries binaries) {
        this.folder = folder;
        this.account = account;
        this.binaries = binaries;
    }

    /** Makes an empty cluster: UTF-8, Unicode rules that are the same on every machine, checksums, passwords only. */
    void initialise() throws IOException {
        DataFolder.deleteTree(folder.dataInTheMaking());
        folder.writeNewPassword();
        account.takeOver(folder);
        run(
                "initdb",
                "--pgdata=" + folder.dataInTheMaking(),
                "--username=" + EmbeddedPostgres.USER,
                "--pwfile=" + folder.passwordFile(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums",
                "--no-instructions");
        Files.move(folder.dataInTheMaking(), folder.data(), StandardCopyOption.ATOMIC_MOVE);
    }

    void requireSameMajorVersion() throws IOException {
        String ours = run("postgres", "--version").replaceAll("(?s).*?(\\d+)\\..*", "$1");
        String theirs = folder.majorVersion();
        if (!theirs.equals(ours)) {
            throw new IOException("The database in " + folder.data() + " was made by PostgreSQL " + theirs
                    + ", and this hub brings PostgreSQL " + ours + ". Move it over with pg_dump of version " + theirs
                    + ", or move the folder away to begin with an empty database.");
        }
    }

    void start(int port, Map<String, String> settings) throws IOException {
        List<String> options = new ArrayList<>(List.of("-p", Integer.toString(port)));
        settings.forEach((name, value) -> options.addAll(List.of("-c", name + "=" + value)));
        if (Files.exists(folder.log()) && Files.size(folder.log()) > LONGEST_LOG_BYTES) {
            Files.delete(folder.log());
        }
        account.takeOver(folder);
        long logBefore = Files.exists(folder.log()) ? Files.size(folder.log()) : 0;
        try {
            run(
                    "pg_ctl",
                    "start",
                    "--pgdata=" + folder.data(),
                    "--log=" + folder.log(),
                    "--wait",
                    "--timeout=300",
                    "--options=" + String.join(" ", options));
        } catch (ServerFailure e) {
            throw ServerFailure.of("pg_ctl start", folder, e.getMessage() + "\n" + logFrom(logBefore));
        }
    }

    void stop() throws IOException {
        run("pg_ctl", "stop", "--pgdata=" + folder.data(), "--mode=fast", "--wait", "--timeout=120");
    }

    private String logFrom(long position) throws IOException {
        if (!Files.exists(folder.log())) {
            return "";
        }
        try (FileChannel log = FileChannel.open(folder.log(), StandardOpenOption.READ)) {
            byte[] words = new byte[(int) Math.min(log.size() - position, 20_000)];
            log.read(java.nio.ByteBuffer.wrap(words), position);
            return new String(words, StandardCharsets.UTF_8);
        }
    }

    /** The output goes through a file: a pipe would stay open for as long as the server runs. */
    private String run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(binaries.program(program)));
        command.addAll(List.of(arguments));
        Path output = folder.commandOutput();
        ProcessBuilder builder = new ProcessBuilder(account.command(command))
                .directory(folder.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(LONGEST_COMMAND_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw ServerFailure.of(program, folder, "no answer within " + LONGEST_COMMAND_SECONDS + " seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for " + program + " of the embedded database", e);
        }
        String words = Files.readString(output, StandardCharsets.ISO_8859_1);
        if (process.exitValue() != 0) {
            throw ServerFailure.of(program, folder, words);
        }
        return words;
    }
}
