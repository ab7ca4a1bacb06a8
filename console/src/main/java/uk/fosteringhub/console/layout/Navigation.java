package uk.fosteringhub.console.layout;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import uk.fosteringhub.console.access.Access;
import uk.fosteringhub.console.access.SignedIn;

/** The menu: what the person who looks may open, and where they are. */
@ControllerAdvice
public final class Navigation {
    /** @param title above its pages */
    public record Group(String title, List<Entry> entries) {}

    /** @param current whether the page shown is this one or below it */
    public record Entry(String title, String path, boolean current) {}

    private record Place(String group, String title, String path) {}

    private static final List<Place> PLACES = List.of(
            new Place("Night", "Overview", "/"),
            new Place("Night", "Runs", "/runs"),
            new Place("Night", "Feeds", "/feeds"),
            new Place("Night", "Failures", "/failures"),
            new Place("Night", "Incidents", "/incidents"),
            new Place("Data", "Records", "/records"),
            new Place("Data", "Differences", "/differences"),
            new Place("Data", "Identity review", "/identity"),
            new Place("Data", "Unmapped codes", "/unmapped"),
            new Place("Recruitment", "Enquiries", "/enquiries"),
            new Place("Recruitment", "Attribution", "/attribution"),
            new Place("Recruitment", "Checks outstanding", "/checks"),
            new Place("Governance", "Audit", "/audit"),
            new Place("Governance", "Who looked", "/who-looked"),
            new Place("Administration", "Settings", "/settings"),
            new Place("Administration", "Users", "/users"));

    /** Empty before sign-in. */
    @ModelAttribute("signedIn")
    SignedIn signedIn() {
        return current().orElse(null);
    }

    @ModelAttribute("menu")
    List<Group> menu(HttpServletRequest request) {
        return current().map(person -> menuOf(person, request.getRequestURI())).orElse(List.of());
    }

    private static Optional<SignedIn> current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return Optional.ofNullable(authentication)
                .filter(Authentication::isAuthenticated)
                .filter(somebody -> !"anonymousUser".equals(somebody.getName()))
                .map(SignedIn::of);
    }

    private static List<Group> menuOf(SignedIn person, String shown) {
        List<Group> groups = new ArrayList<>();
        for (Place place : PLACES) {
            if (Access.may(person.roles(), "GET", place.path())) {
                if (groups.isEmpty() || !groups.get(groups.size() - 1).title().equals(place.group())) {
                    groups.add(new Group(place.group(), new ArrayList<>()));
                }
                groups.get(groups.size() - 1)
                        .entries()
                        .add(new Entry(place.title(), place.path(), isAt(place.path(), shown)));
            }
        }
        return groups;
    }

    private static boolean isAt(String path, String shown) {
        return shown.equals(path) || !path.equals("/") && shown.startsWith(path + "/");
    }
}
