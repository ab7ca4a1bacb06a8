package uk.fosteringhub.core.deliver;

import java.util.Optional;
import uk.fosteringhub.core.settings.OutgoingSettings;
import uk.fosteringhub.core.settings.SystemSettings;

/** Makes targets of one kind. The application's parts of this type are asked in their order; the first that serves counts. */
public interface TargetWay {

    /** Whether it speaks to targets with these settings: by {@link OutgoingSettings#way()}, or by the system's name. */
    boolean serves(OutgoingSettings out);

    /** A target for the system; nothing is connected yet. It is used by one thread at a time. */
    Target open(SystemSettings system, OutgoingSettings out);

    /** Tries the connection without handing anything over: empty if it works, otherwise why not. */
    Optional<String> probe(SystemSettings system, OutgoingSettings out);
}
