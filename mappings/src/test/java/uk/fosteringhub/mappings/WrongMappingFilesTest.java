package uk.fosteringhub.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrongMappingFilesTest {
    private static final String HEAD = "record: person\nsystem: lcs\ndescription: People.\nkey: ID\n";

    @TempDir
    Path folder;

    @BeforeEach
    void aFolderWithOneCodeTable() throws IOException {
        Files.createDirectories(folder.resolve("lcs"));
        Files.createDirectories(folder.resolve("codes"));
        Files.writeString(folder.resolve("codes/gender.csv"), "code,label,canonical,also\nF,Female,,\nM,Male,,\n");
    }

    @Test
    void anUnknownFieldNamesTheNearestOne() {
        assertThat(problems(HEAD + "fields:\n  given_nam: FORENAME\n"))
                .singleElement()
                .asString()
                .startsWith("lcs/people.yml, at fields: a person has no field given_nam; did you mean given_name?");
    }

    @Test
    void anOtherNameInTheRecordsOwnKeyspaceIsNamed() {
        assertThat(problems(
                        HEAD + "also-known-as: [{ keyspace: lcs, from: OLD_ID }]\nfields:\n  given_name: FORENAME\n"))
                .containsExactly(
                        "lcs/people.yml, at also-known-as[0].keyspace: the records' own keys are those of lcs; name the"
                                + " other system whose key this is.");
    }

    @Test
    void anUnknownConversionNamesTheNearestOne() {
        assertThat(problems(HEAD + "fields:\n  birth_date: { from: DOB, as: dat }\n"))
                .singleElement()
                .asString()
                .startsWith("lcs/people.yml, at fields.birth_date.as: \"dat\" is not known here; did you mean date?")
                .contains("Possible are code, date, ");
    }

    @Test
    void anUnknownCodeTableNamesTheNearestOne() {
        assertThat(problems(HEAD + "fields:\n  gender: { from: SEX, table: gendr }\n"))
                .containsExactly(
                        "lcs/people.yml, at fields.gender.table: there is no code table gendr; did you mean gender?"
                                + " Add codes/gendr.csv, or use one of gender.");
    }

    @Test
    void aCodeWithoutItsTableIsNamed() {
        assertThat(problems(HEAD + "fields:\n  gender: SEX\n"))
                .containsExactly(
                        "lcs/people.yml, at fields.gender: a code needs the table that explains it; add table: "
                                + "with one of gender.");
    }

    @Test
    void anUnknownSettingNamesTheNearestOne() {
        assertThat(problems(HEAD + "fields:\n  birth_date: { from: DOB, format: dd/MM/yyyy }\n"))
                .singleElement()
                .asString()
                .startsWith(
                        "lcs/people.yml, at fields.birth_date: there is no setting format here; did you mean formats?");
    }

    @Test
    void aConversionThatDoesNotFitTheFieldIsNamed() {
        assertThat(problems(HEAD + "fields:\n  given_name: { from: FORENAME, as: date }\n"))
                .containsExactly(
                        "lcs/people.yml, at fields.given_name.as: a field of type text cannot be filled as date; "
                                + "use text, or choose another field.");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThat(problems("record: persn\nsystem: lcs\nkey: ID\nfields: {}\n"))
                .anyMatch(problem -> problem.startsWith("lcs/people.yml: description is missing"))
                .anyMatch(problem -> problem.contains("at record: \"persn\" is not known here; did you mean person?"))
                .anyMatch(problem -> problem.contains("at fields: this must not be empty"));
    }

    @Test
    void aTextWhereAListBelongsIsNamed() {
        assertThat(problems(HEAD + "assumptions: none\nfields:\n  given_name: FORENAME\n"))
                .containsExactly("lcs/people.yml, at assumptions: this must be a list.");
    }

    @Test
    void whatIsNotYamlIsNamedWithItsLine() {
        assertThat(problems(HEAD + "fields:\n  given_name: { from: FORENAME\n"))
                .singleElement()
                .asString()
                .startsWith("lcs/people.yml, at line ")
                .contains("this is not YAML");
    }

    @Test
    void aFieldThatStandsThereTwiceIsNamed() {
        assertThat(problems(HEAD + "fields:\n  given_name: A\n  given_name: B\n"))
                .singleElement()
                .asString()
                .contains("Duplicate field 'given_name'");
    }

    @Test
    void aWrongDateFormIsNamed() {
        assertThat(problems(HEAD + "dates: dd/mm/yyyy\nfields:\n  birth_date: DOB\n"))
                .singleElement()
                .asString()
                .startsWith("lcs/people.yml, at dates: \"dd/mm/yyyy\" is not a form of a date");
    }

    @Test
    void aFieldWithoutAnOriginIsNamed() {
        assertThat(problems(HEAD + "fields:\n  given_name: { as: name }\n"))
                .containsExactly(
                        "lcs/people.yml, at fields.given_name: nothing says where the value comes from; give from, "
                                + "join, constant or when.");
    }

    @Test
    void aConstantThatItsFieldCannotHoldIsNamed() {
        assertThat(problems(HEAD + "fields:\n  is_client: { constant: perhaps }\n"))
                .singleElement()
                .asString()
                .startsWith("lcs/people.yml, at fields.is_client.constant: the constant is neither yes");
    }

    @Test
    void aConditionOnAFieldFurtherDownIsNamed() {
        assertThat(problems(HEAD
                        + "fields:\n  is_client: { if: { field: gender, equals: F }, constant: true }\n"
                        + "  gender: { from: SEX, table: gender }\n"))
                .containsExactly(
                        "lcs/people.yml, at fields.is_client.if.field: the field gender must be mapped further up in "
                                + "the file before a condition can use it.");
    }

    @Test
    void aConditionThatItsCodeTableCannotMeetIsNamed() {
        String start = HEAD + "fields:\n  is_client: { if: { column: SEX, ";
        assertThat(problems(start + "table: gendr, equals: F }, constant: true }\n"))
                .singleElement()
                .asString()
                .startsWith("lcs/people.yml, at fields.is_client.if.table: there is no code table gendr;");
        assertThat(problems(start + "table: gender, in: [F, Female] }, constant: true }\n"))
                .containsExactly(
                        "lcs/people.yml, at fields.is_client.if: the table gender has no canonical code Female."
                                + " Possible are F, M.");
        assertThat(problems(start + "table: gender, empty: true }, constant: true }\n"))
                .containsExactly("lcs/people.yml, at fields.is_client.if.table: a code table only serves equals and in;"
                        + " add one of them, or take it out.");
        assertThat(problems(HEAD
                        + "fields:\n  gender: { from: SEX, table: gender }\n"
                        + "  is_client: { if: { field: gender, table: gender, equals: F }, constant: true }\n"))
                .containsExactly(
                        "lcs/people.yml, at fields.is_client.if.table: a field already holds its canonical code;"
                                + " name a column, or take the table out.");
    }

    @Test
    void aRuleThatComparesUnlikeThingsIsNamed() {
        assertThat(
                        problems(
                                HEAD
                                        + "fields:\n  birth_date: DOB\n  duplicate_since: DUP\n"
                                        + "rules:\n  - { rule: r, must: { field: duplicate_since, notBefore: birth_date }, message: m }\n"))
                .containsExactly("lcs/people.yml, at rules[0].must.notBefore: only two dates or two timestamps can be "
                        + "compared; duplicate_since and birth_date are not that.");
    }

    @Test
    void aSettingThatTheConversionDoesNotUseIsNamed() {
        assertThat(problems(HEAD + "fields:\n  given_name: { from: A, as: name, notFuture: true }\n"))
                .containsExactly(
                        "lcs/people.yml, at fields.given_name.notFuture: a value that is read as name does not use "
                                + "this; it is for date, timestamp. Take it out, or say as: with one of these.");
    }

    @Test
    void whatCannotDependOnAConditionIsNamed() {
        assertThat(problems(HEAD + "modified: { from: M, if: { column: A, empty: true } }\nfields:\n  given_name: A\n"))
                .singleElement()
                .asString()
                .startsWith("lcs/people.yml, at modified.if:");
    }

    @Test
    void aFileInTheFolderOfAnotherSystemIsNamed() {
        assertThat(problems(HEAD.replace("system: lcs", "system: mosaic") + "fields:\n  given_name: A\n"))
                .containsExactly(
                        "lcs/people.yml, at system: the file lies in the folder of another system; write system: "
                                + "lcs, or move the file to mosaic/.");
    }

    @Test
    void mistakesInACodeTableAreNamedWithTheirLine() throws IOException {
        Files.writeString(
                folder.resolve("codes/gender.csv"),
                "code,label,canonical,also\nF,Female,,Woman\nM,Male,,woman\nF,Frau,,\nX,too,many,fields,here\n");
        assertThat(problems(HEAD + "fields:\n  given_name: A\n"))
                .contains(
                        "codes/gender.csv, line 4: the code F stands there twice.",
                        "codes/gender.csv, line 3: \"woman\" already means F; take it out of one of the two lines.")
                .anyMatch(problem -> problem.startsWith("codes/gender.csv, line 5: there must be four fields"));
    }

    @Test
    void aFolderThatDoesNotExistIsNamed() {
        Path missing = folder.resolve("nowhere");
        assertThat(catchThrowableOfType(InvalidMappings.class, () -> MappingFolder.load(missing))
                        .problems())
                .singleElement()
                .asString()
                .contains("does not exist");
    }

    @Test
    void anUnknownMappingNamesTheNearestOne() {
        assertThatThrownBy(() -> TheMappingsFolder.load().named("lcs/person"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageStartingWith("There is no mapping lcs/person; did you mean lcs/persons?");
    }

    private List<String> problems(String yaml) {
        try {
            Files.writeString(folder.resolve("lcs/people.yml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return catchThrowableOfType(InvalidMappings.class, () -> MappingFolder.load(folder))
                .problems();
    }
}
