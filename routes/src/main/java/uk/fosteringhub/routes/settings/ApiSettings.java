package uk.fosteringhub.routes.settings;

import java.util.Optional;

/**
 * The REST interface of {@code hub serve}.
 *
 * @param address network interface it listens on
 * @param port 0 for any free one
 * @param key what callers send as {@code Authorization: Bearer KEY}; empty: nobody gets in
 */
public record ApiSettings(String address, int port, Optional<String> key) {

    /** Keeps secrets out of logs. */
    @Override
    public String toString() {
        return "ApiSettings[" + address + ":" + port + "]";
    }
}
