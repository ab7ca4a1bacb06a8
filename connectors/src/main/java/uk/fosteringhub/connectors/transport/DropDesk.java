package uk.fosteringhub.connectors.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.component.file.FileConstants;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.remote.FtpConstants;
import uk.fosteringhub.core.intake.DeliveryOutcome;
import uk.fosteringhub.core.settings.FeedSettings;

/** Receives the files of one sweep, and answers them. */
public final class DropDesk {
    static final String TAKEN = "hubTaken";
    static final String ANSWERED = "hubAnswered";

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private final DropSweep sweep;
    private final HeaderGlance glance;
    private final List<FeedSettings> feeds;
    private final boolean dryRun;
    private final Clock clock;

    DropDesk(DropSweep sweep, HeaderGlance glance, List<FeedSettings> feeds, boolean dryRun, Clock clock) {
        this.sweep = sweep;
        this.glance = glance;
        this.feeds = List.copyOf(feeds);
        this.dryRun = dryRun;
        this.clock = clock;
    }

    /** Makes the message ready for the intake, and marks it so; a file that is only to be looked into is not. */
    public void receive(Exchange exchange) throws IOException, InvalidPayloadException {
        GenericFile<?> file = exchange.getProperty(FileComponent.FILE_EXCHANGE_FILE, GenericFile.class);
        InputStream bytes = exchange.getMessage().getMandatoryBody(InputStream.class);
        if (sweep.recognising(file.getFileNameOnly())) {
            try (bytes) {
                sweep.lookedInto(file, glance.recognise(bytes, feeds));
            }
            return;
        }
        String name = file.getFileNameOnly();
        new Arrival(sweep.feedOf(name), name, Optional.empty(), false).putOn(exchange);
        exchange.getMessage().setBody(new WholeStream(bytes, file.getFileLength()));
        exchange.setProperty(TAKEN, true);
    }

    /**
     * Turns the outcome into an acknowledgement, marks it so, and says where the file goes. A dry run leaves no trace.
     */
    public void answer(Exchange exchange) {
        GenericFile<?> file = exchange.getProperty(FileComponent.FILE_EXCHANGE_FILE, GenericFile.class);
        DeliveryOutcome outcome = exchange.getMessage().getBody(DeliveryOutcome.class);
        sweep.dealtWith(file);
        if (dryRun) {
            return;
        }
        String name = file.getFileNameOnly();
        String folder = outcome.state() == DeliveryOutcome.State.REJECTED ? "rejected/" : "done/";
        Filing.fileTo(exchange, folder + stamped(name));
        // the transfer is closed by way of that header
        exchange.getMessage().removeHeaders("Camel*", FtpConstants.REMOTE_FILE_INPUT_STREAM);
        exchange.getMessage().setHeader(FileConstants.FILE_NAME, name + ".ack.csv");
        exchange.getMessage().setBody(Acknowledgement.of(name, outcome).getBytes(StandardCharsets.UTF_8));
        exchange.setProperty(ANSWERED, true);
    }

    private String stamped(String name) {
        int dot = name.lastIndexOf('.');
        String stamp = "-" + STAMP.format(clock.instant());
        return dot < 1 ? name + stamp : name.substring(0, dot) + stamp + name.substring(dot);
    }
}
