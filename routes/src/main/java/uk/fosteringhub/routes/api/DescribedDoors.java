package uk.fosteringhub.routes.api;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteBuilderLifecycleStrategy;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.model.rest.SecurityDefinition;
import org.apache.camel.model.rest.VerbDefinition;

/** Has the OpenAPI document say of every request that it needs a credential, but for those that are signed in place of it. */
final class DescribedDoors implements RouteBuilderLifecycleStrategy {
    static final String CREDENTIAL = "credential";

    @Override
    public void afterConfigure(RouteBuilder builder) {
        for (RestDefinition rest : builder.getRestCollection().getRests()) {
            if (!rest.getVerbs().isEmpty()) {
                describe(rest);
            }
        }
    }

    private static void describe(RestDefinition rest) {
        rest.securityDefinitions()
                .bearerToken(
                        CREDENTIAL, "The key of a credential, or a token of the OpenID provider that the hub trusts");
        for (VerbDefinition verb : rest.getVerbs()) {
            String path = rest.getPath() + (verb.getPath() == null ? "" : verb.getPath());
            if (!path.equals(Doors.SIGNED)) {
                SecurityDefinition needed = new SecurityDefinition();
                needed.setKey(CREDENTIAL);
                verb.getSecurity().add(needed);
            }
        }
    }
}
