package uk.fosteringhub.routes.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import uk.fosteringhub.core.settings.MllpSettings;

/**
 * Reads where HL7 messages are listened for. MLLP itself has no logins, so a port that other machines can reach is opened
 * only to senders with a certificate, unless the settings say that anyone is to be heard.
 */
final class MllpReader {
    private final Values values;

    MllpReader(Values values) {
        this.values = values;
    }

    /** Empty without a port. */
    Optional<MllpSettings> read(String setting, SettingsAsWritten.Mllp block) {
        if (block == null || Values.text(block.port()).isEmpty()) {
            return Optional.empty();
        }
        MllpSettings mllp = new MllpSettings(
                Values.text(block.address()).orElse("127.0.0.1"),
                values.whole(setting + ".port", block.port(), 0, 0, 65_535),
                values.file(setting + ".key-store", block.keyStore()),
                Values.secret(block.keyStorePassword()),
                values.file(setting + ".trust-store", block.trustStore()));
        boolean anySender = values.yesNo(setting + ".accept-any-sender", block.acceptAnySender());
        if (mllp.trustStore().isPresent() && mllp.keyStore().isEmpty()) {
            values.problem(
                    setting + ".key-store",
                    "is missing, but senders can show a certificate only with TLS; name the file with the listener's own"
                            + " key, or remove " + setting + ".trust-store.");
        } else if (mllp.trustStore().isEmpty() && !anySender && reachable(setting, mllp.address())) {
            values.problem(
                    setting + ".trust-store",
                    "is missing, but other machines can reach " + mllp.address() + " and whoever does could send"
                            + " outcomes; name a PEM file with the senders' certificates, and a key-store. Where nobody"
                            + " else can reach the port, write " + setting + ".accept-any-sender: true.");
        }
        return Optional.of(mllp);
    }

    /** Whether other machines can reach a port at this address. */
    private boolean reachable(String setting, String address) {
        try {
            return !InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            values.problem(
                    setting + ".address",
                    "is '" + address + "', which is no address of this machine; write one, such as 127.0.0.1.");
            return false;
        }
    }
}
