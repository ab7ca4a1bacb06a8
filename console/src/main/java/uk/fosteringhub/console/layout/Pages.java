package uk.fosteringhub.console.layout;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * One page of a list that is walked by the key of its last entry, and the addresses of the first and of the next page. The
 * filters stay in the address, so that a link can be sent.
 *
 * @param first address of the first page, unless this is it
 * @param next address of the next page, if there is one
 */
public record Pages<T>(List<T> entries, Optional<String> first, Optional<String> next) {
    /** Name of the parameter that says behind which entry the page begins. */
    public static final String AFTER = "after";

    /**
     * @param read one more than a page holds, where there are as many
     * @param size most entries of a page
     * @param key of an entry, for the address
     */
    public static <T> Pages<T> of(List<T> read, int size, Function<T, Object> key) {
        List<T> shown = read.subList(0, Math.min(size, read.size()));
        ServletUriComponentsBuilder address = ServletUriComponentsBuilder.fromCurrentRequest();
        boolean begins = !address.build().getQueryParams().containsKey(AFTER);
        Optional<String> next = read.size() > size
                ? Optional.of(query(address.cloneBuilder().replaceQueryParam(AFTER, key.apply(shown.get(size - 1)))))
                : Optional.empty();
        return new Pages<>(
                List.copyOf(shown),
                begins
                        ? Optional.empty()
                        : Optional.of(query(address.cloneBuilder().replaceQueryParam(AFTER))),
                next);
    }

    private static String query(org.springframework.web.util.UriComponentsBuilder address) {
        var built = address.build();
        String query = built.getQuery();
        return built.getPath() + (query == null ? "" : "?" + query);
    }
}
