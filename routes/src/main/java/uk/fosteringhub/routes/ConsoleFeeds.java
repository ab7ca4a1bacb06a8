package uk.fosteringhub.routes;

import uk.fosteringhub.console.answer.NotThere;
import uk.fosteringhub.console.answer.Refused;
import uk.fosteringhub.console.feeds.ActsOnFeeds;
import uk.fosteringhub.routes.feeds.ConnectionTest;
import uk.fosteringhub.routes.feeds.FeedDesk;
import uk.fosteringhub.routes.feeds.NotNow;

/** What people do about a feed on the pages, at the desk that programs use too. */
final class ConsoleFeeds implements ActsOnFeeds {
    private final FeedDesk desk;

    ConsoleFeeds(FeedDesk desk) {
        this.desk = desk;
    }

    @Override
    public void resume(String feed, String person, String reason) {
        try {
            desk.resume(feed, person, reason);
        } catch (UnknownFeed unknown) {
            throw new NotThere(unknown.getMessage());
        } catch (NotNow notNow) {
            throw new Refused(notNow.getMessage());
        }
    }

    @Override
    public long run(String feed, String person) {
        try {
            return desk.run(feed, "console", person);
        } catch (UnknownFeed unknown) {
            throw new NotThere(unknown.getMessage());
        } catch (NotNow notNow) {
            throw new Refused(notNow.getMessage());
        }
    }

    @Override
    public Tested test(String feed, String person) {
        try {
            ConnectionTest.Result result = desk.test(feed, person);
            return new Tested(result.good(), result.sentences());
        } catch (UnknownFeed unknown) {
            throw new NotThere(unknown.getMessage());
        }
    }
}
