package uk.fosteringhub.routes.command;

import java.io.PrintWriter;
import java.net.URI;
import javax.sql.DataSource;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContextException;
import org.springframework.context.ConfigurableApplicationContext;
import uk.fosteringhub.console.access.Passwords;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.routes.HubApplication;
import uk.fosteringhub.routes.settings.HubConfiguration;

/** A hub that serves until it is closed. */
final class ServingHub implements AutoCloseable {
    private final HubConfiguration configuration;
    private final ConfigurableApplicationContext context;

    private ServingHub(HubConfiguration configuration, ConfigurableApplicationContext context) {
        this.configuration = configuration;
        this.context = context;
    }

    static ServingHub start(HubConfiguration configuration, Mappings mappings, DataSource database) throws CannotDo {
        try {
            return new ServingHub(configuration, HubApplication.start(configuration, mappings, database, true));
        } catch (ApplicationContextException notStarted) {
            if (notStarted.getCause() instanceof PortInUseException taken) {
                throw new CannotDo("Port " + taken.getPort() + " is taken; set hub.api.port to a free one.", taken);
            }
            throw notStarted;
        }
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    URI address() {
        int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
        return URI.create("http://" + configuration.api().address() + ":" + port);
    }

    void describe(PrintWriter out) {
        out.println("Pages for people: "
                + configuration
                        .console()
                        .publicAddress()
                        .map(Object::toString)
                        .orElse(address().toString()));
        out.println("REST interface: " + address() + "/api (description: /api/openapi.json, health: /actuator/health)");
        if (configuration.api().credentials().isEmpty()) {
            out.println("No caller gets in until hub.api.key (HUB_API_KEY) or a key in hub.api.credentials is set.");
        }
        out.println(
                "Next sync by the schedule " + configuration.hub().schedule().sync() + " in "
                        + configuration.hub().zone() + ". Stop with Ctrl-C.");
    }

    /** Where people sign in with passwords of the hub's own, somebody has to let in the others. */
    void letInTheFirst(PrintWriter out) {
        if (configuration.console().localUsers()) {
            context.getBean(Passwords.class)
                    .firstAdministrator("admin")
                    .ifPresent(password -> out.println("Sign in as admin with the password " + password
                            + " - it is shown this once, and has to be changed at the first sign-in."));
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
