package uk.fosteringhub.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongOutgoingFilesTest {
    private static final String HEAD = "record: enquiry\nsystem: lcs\ndescription: Enquiries.\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            fields: { A: given_nam }                                  | at fields.A: a enquiry has no field given_nam; did you mean given_name?
            fields: { A: person.surname }                             | at fields.A: a person has no field surname
            fields: { A: status.code }                                | at fields.A: status points to no other record
            fields: { A: { from: status, table: nowhere } }           | at fields.A.table: there is no code table codes/nowhere.csv
            fields: { A: { from: given_name, table: gender } }        | at fields.A.table: given_name holds no code
            fields: { A: { from: given_name, constant: x } }          | at fields.A: say where the value comes from, in one way
            fields: { A: { from: replied_on, format: 'dd/bb' } }      | at fields.A: "dd/bb" is not a form of a date
            fields: { A: { from: given_name, maxLenght: 3 } }            | there is no setting maxLenght here; did you mean maxLength?
            fields: { A: status }\\nsendWhen: { field: status }        | at sendWhen: say what the field must be: equals, in, empty, known or was.
            fields: { A: status }\\nsendWhen: { field: status, known: true } | at sendWhen.known: status points to no record
            fields: { A: status }\\nsendWhen: { field: person.restricted, was: x } | at sendWhen.was: restricted is of another record
            fields: { A: status }\\nonChangeOf: person.email           | at onChangeOf: person.email is of another record
            fields: { A: status }\\nkey: A                             | at fields.A: this field holds the target's key already
            fields: { A: status }\\nkinds: [deleted]                   | at kinds[0]: "deleted" is not known here
            """)
    void aMistakeIsNamedWithItsPlace(String rest, String sentence) throws IOException {
        assertThat(problems(HEAD + rest.replace("\\n", "\n") + "\n"))
                .as("%s", rest)
                .contains("lcs/out/enquiry.yml, at ")
                .contains(sentence);
    }

    @Test
    void aFileOfAnotherSystemOrRecordIsNamed() throws IOException {
        assertThat(problems("record: check\nsystem: mosaic\ndescription: Checks.\nfields: { A: status }\n"))
                .contains("the file lies in the folder of lcs")
                .contains("name it check.yml");
    }

    private String problems(String yaml) throws IOException {
        Path out = Files.createDirectories(folder.resolve("lcs/out"));
        Files.createDirectories(folder.resolve("codes"));
        Files.writeString(folder.resolve("codes/gender.csv"), "code,label,canonical,also\nF,Female,,\n");
        Files.writeString(out.resolve("enquiry.yml"), yaml);
        return catchThrowableOfType(InvalidMappings.class, () -> MappingFolder.load(folder))
                .getMessage();
    }
}
