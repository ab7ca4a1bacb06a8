package uk.fosteringhub.embedded.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import uk.fosteringhub.core.store.EmbeddedDatabase;

/** A process of its own that uses the embedded database until it is told to close, or is killed. */
final class DatabaseUser implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter orders;

    private DatabaseUser(Process process) {
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.orders = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    public static void main(String[] arguments) throws IOException {
        EmbeddedDatabase.Running running = new EmbeddedPostgres().start(Path.of(arguments[0]));
        System.out.println("ready " + running.url());
        if (System.in.read() >= 0) {
            running.close();
            System.out.println("closed");
        }
    }

    static DatabaseUser launch(Path folder) throws IOException {
        return new DatabaseUser(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DatabaseUser.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Waits until the process has the database. */
    String url() throws IOException {
        return answer("ready ");
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        orders.println();
        answer("closed");
        process.destroy();
    }

    private String answer(String start) throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(start)) {
                return line.substring(start.length());
            }
        }
        throw new IOException("The process ended before it said '" + start + "'");
    }
}
