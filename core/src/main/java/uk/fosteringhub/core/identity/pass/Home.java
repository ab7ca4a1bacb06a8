package uk.fosteringhub.core.identity.pass;

import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.identity.person.Address;
import uk.fosteringhub.core.identity.person.PersonDetails;
import uk.fosteringhub.core.identity.person.PersonFeatures;
import uk.fosteringhub.core.identity.person.PostalAddress;
import uk.fosteringhub.core.identity.person.ValueHash;

/** An address as a number, the same for the same house and postcode however the rest is written. */
final class Home {
    /** Flat and building, or street; what follows is a town that some leave out. */
    private static final int WORDS_THAT_TELL = 2;

    private Home() {}

    /** Empty for what names no house, or has no postcode. */
    static Optional<Long> of(Optional<PostalAddress> address) {
        return address.flatMap(one -> of(normal(one)));
    }

    private static List<Address> normal(PostalAddress address) {
        return PersonFeatures.of(PersonDetails.named("", "")
                        .address(address.lines(), address.postcode())
                        .build())
                .addresses();
    }

    private static Optional<Long> of(List<Address> normal) {
        return normal.stream()
                .filter(one -> one.namesHouse() && !one.postcode().isEmpty())
                .map(one -> ValueHash.place(one.number() + "/"
                        + String.join(
                                " ",
                                one.words()
                                        .subList(
                                                0,
                                                Math.min(
                                                        WORDS_THAT_TELL,
                                                        one.words().size()))) + "/"
                        + one.postcode()))
                .findFirst();
    }
}
