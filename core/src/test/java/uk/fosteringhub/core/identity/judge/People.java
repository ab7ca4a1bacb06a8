package uk.fosteringhub.core.identity.judge;

import java.util.List;
import uk.fosteringhub.core.identity.person.BirthDate;
import uk.fosteringhub.core.identity.person.CountedFrequencies;
import uk.fosteringhub.core.identity.person.PersonDetails;
import uk.fosteringhub.core.identity.person.PersonFeatures;

/** Made-up person records, and a judge that has seen nothing but them. */
final class People {
    private People() {}

    static PersonDetails.Builder person(String label) {
        return PersonDetails.named(label, "LCS");
    }

    static PersonDetails.Builder person(String label, String given, String family) {
        return person(label).given(given).family(family);
    }

    static BirthDate born(String iso) {
        return BirthDate.iso(iso).orElseThrow();
    }

    static PersonDetails.Builder at(PersonDetails.Builder person, String line, String postcode) {
        return person.address(List.of(line), postcode);
    }

    static PairJudge judge(PersonFeatures... persons) {
        CountedFrequencies.Counter counter = CountedFrequencies.counter();
        for (PersonFeatures person : persons) {
            counter.add(person);
        }
        return new PairJudge(LinkModel.standard(), counter.count());
    }

    static Judgement judge(PersonDetails.Builder one, PersonDetails.Builder other) {
        PersonFeatures a = PersonFeatures.of(one.build());
        PersonFeatures b = PersonFeatures.of(other.build());
        return judge(a, b).judge(a, b);
    }
}
