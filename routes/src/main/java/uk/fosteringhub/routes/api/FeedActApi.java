package uk.fosteringhub.routes.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.model.rest.RestParamType;
import uk.fosteringhub.routes.UnknownFeed;
import uk.fosteringhub.routes.feeds.ConnectionTest;
import uk.fosteringhub.routes.feeds.FeedDesk;
import uk.fosteringhub.routes.feeds.NotNow;

/** {@code POST /api/feeds/{name}/pause} and the like: what a program does about a feed. */
final class FeedActApi extends Endpoint {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What can be done, by the last part of the address. */
    enum Act {
        PAUSE("Pause a feed: nothing of it is read, and none of it is missed. The body says why: {\"reason\":\"…\"}."),
        RESUME("Resume a paused feed. The body says why: {\"reason\":\"…\"}."),
        RUN("Start a run of this feed alone."),
        TEST("Try the place the feed comes from, without taking anything.");

        private final String description;

        Act(String description) {
            this.description = description;
        }

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final FeedDesk desk;
    private final Act act;

    FeedActApi(FeedDesk desk, Act act) {
        this.desk = desk;
        this.act = act;
    }

    @Override
    public void configure() {
        String id = "api-feed-" + act.word();
        rest("/api/feeds")
                .post("/{name}/" + act.word())
                .id(id)
                .tag("feeds")
                .description(act.description + " Scope: operate.")
                .param()
                .name("name")
                .type(RestParamType.path)
                .dataType("string")
                .endParam()
                .param()
                .name("body")
                .type(RestParamType.body)
                .dataType("object")
                .required(act == Act.PAUSE || act == Act.RESUME)
                .endParam()
                .produces("application/json")
                .responseMessage(200, "Done, or tried")
                .responseMessage(202, "Started; Location says where to follow it")
                .responseMessage(400, "No reason, or a wrong body")
                .responseMessage(404, "No feed of this name")
                .responseMessage(409, "It cannot be done as things stand")
                .to("direct:" + id);
        from("direct:" + id).routeId(id + "-answer").process(this::answer);
    }

    @Override
    Reply reply(Request request) throws Refused {
        String feed = request.exchange().getMessage().getHeader("name", String.class);
        String actor = request.caller().actor();
        try {
            return switch (act) {
                case PAUSE -> {
                    desk.pause(feed, actor, Words.required(request, "reason"));
                    yield done(feed, "paused");
                }
                case RESUME -> {
                    desk.resume(feed, actor, Words.required(request, "reason"));
                    yield done(feed, "resumed");
                }
                case RUN -> {
                    long run = desk.run(feed, "api", actor);
                    yield Reply.json(202, "{\"run\":" + run + "}").with("Location", "/api/runs/" + run);
                }
                case TEST -> tested(feed, desk.test(feed, actor));
            };
        } catch (UnknownFeed unknown) {
            throw new Refused(404, "No such feed", "There is no feed of this name; GET /api/feeds lists them.");
        } catch (NotNow notNow) {
            throw new Refused(409, "Not now", notNow.getMessage());
        }
    }

    private static Reply done(String feed, String state) {
        return Reply.json(
                200,
                JSON.createObjectNode().put("feed", feed).put("state", state).toPrettyString());
    }

    private static Reply tested(String feed, ConnectionTest.Result result) {
        ObjectNode document = JSON.createObjectNode().put("feed", feed).put("good", result.good());
        result.sentences().forEach(document.putArray("answers")::add);
        return Reply.json(200, document.toPrettyString());
    }
}
