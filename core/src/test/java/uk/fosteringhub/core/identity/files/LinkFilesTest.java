package uk.fosteringhub.core.identity.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.identity.judge.LinkModel;
import uk.fosteringhub.core.tables.WrongFile;

class LinkFilesTest {
    @TempDir
    private Path folder;

    private final List<String> notes = new ArrayList<>();

    private Path file(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    private LinkFiles.Done link(ColumnMap columns, Path truth, Path... files) throws IOException, WrongFile {
        return new LinkFiles(LinkModel.standard(), notes::add)
                .run(List.of(files), columns, Optional.ofNullable(truth), folder.resolve("out"));
    }

    private String out(String name) throws IOException {
        return Files.readString(folder.resolve("out").resolve(name));
    }

    private Path persons() throws IOException {
        return file(
                "persons.csv",
                "record_id,first_name,surname,date_of_birth,email,postcode",
                "b,Susan,Hartley,1984-05-17,susan@example.org,SK4 2XG",
                "a,Sue,Hartley,1984-05-17,susan@example.org,SK4 2XG",
                "c,Grace,Okonkwo,1990-01-02,grace@example.org,M1 1AA");
    }

    @Test
    void oneFileIsSearchedWithinItself() throws Exception {
        LinkFiles.Done done = link(ColumnMap.none(), null, persons());

        assertThat(done.records()).isEqualTo(3);
        assertThat(done.entities()).isEqualTo(2);
        assertThat(out("pairs.csv"))
                .startsWith("record_id_1,record_id_2,band,weight,explanation\r\n")
                .contains("a,b,AUTO,")
                .doesNotContain("Hartley", "susan@");
        assertThat(out("entities.csv")).isEqualTo("record_id,entity_id,file\r\na,E1,1\r\nb,E1,1\r\nc,E3,1\r\n");
    }

    @Test
    void twoFilesAreLinkedWithEachOther() throws Exception {
        Path other = file(
                "other.csv",
                "rec_id, given_name, surname, date_of_birth, street_number, address_1, suburb, postcode, soc_sec_id",
                "x, susan, hartley, 19840517, 14, mill lane, reddish, 4211, 1234567",
                "y, susan, hartley, 19840517, 14, mill lane, reddish, 4211, 1234567");
        Path one = file(
                "one.csv",
                "rec_id, given_name, surname, date_of_birth, street_number, address_1, suburb, postcode, soc_sec_id",
                "x, hartley, susan, 19840517, 14, mill lane, reddish, 4211, 1234567");

        link(ColumnMap.none(), null, one, other);

        assertThat(out("pairs.csv").lines().skip(1).map(line -> line.substring(0, 8)))
                .containsExactly("x,x,AUTO", "x,y,AUTO");
        assertThat(notes).anySatisfy(note -> assertThat(note).contains("soc_sec_id = national id"));
    }

    @Test
    void theOrderOfTheRowsDoesNotMatter() throws Exception {
        Path sample =
                Path.of(LinkFilesTest.class.getResource("/identity/records.csv").toURI());
        List<String> lines = new ArrayList<>(Files.readAllLines(sample).subList(0, 3000));
        Path before = Files.write(folder.resolve("before.csv"), lines);
        link(ColumnMap.none(), null, before);
        String pairs = out("pairs.csv");
        String entities = out("entities.csv");

        Collections.shuffle(lines.subList(1, lines.size()), new Random(5));
        link(ColumnMap.none(), null, Files.write(folder.resolve("after.csv"), lines));

        assertThat(out("pairs.csv")).isEqualTo(pairs);
        assertThat(out("entities.csv")).isEqualTo(entities);
    }

    @Test
    void aMapSaysWhichColumnIsWhat() throws Exception {
        Path persons = file("persons.csv", "key;when", "1;2");
        Path mapped = file(
                "mapped.csv",
                "key,n1,n2,born,mail",
                "1,Susan,Hartley,17.05.1984,susan@example.org",
                "2,Susan,Hartley,17.05.1984,susan@example.org");
        Path map = file(
                "map.yml",
                "record id: key",
                "first: n1",
                "last: n2",
                "date of birth: {column: born, format: dd.MM.yyyy}",
                "e-mail: [mail]");

        assertThat(link(ColumnMap.read(map), null, mapped).automatic()).isEqualTo(1);
        assertThatThrownBy(() -> link(ColumnMap.read(map), null, persons))
                .isInstanceOf(WrongFile.class)
                .hasMessageContaining("map.yml")
                .hasMessageContaining("persons.csv does not have");
    }

    @Test
    void aMapThatNamesWhatThereIsNotIsRefused() throws Exception {
        Path map = file("map.yml", "frist: n1");

        assertThatThrownBy(() -> ColumnMap.read(map))
                .isInstanceOf(WrongFile.class)
                .hasMessageContaining("'frist' is nothing that a column can be")
                .hasMessageContaining("date of birth");
    }

    @Test
    void aFormOfDatesThatIsNoneIsRefused() throws Exception {
        Path map = file("map.yml", "record id: a", "date format: day month");

        assertThatThrownBy(() -> ColumnMap.read(map))
                .isInstanceOf(WrongFile.class)
                .hasMessageContaining("dd/MM/yyyy");
    }

    @Test
    void aRecordIdThatStandsThereTwiceIsRefusedWithItsLine() throws Exception {
        Path persons = file("persons.csv", "record_id,surname", "1,Lee", "2,Hartley", "1,Okonkwo");

        assertThatThrownBy(() -> link(ColumnMap.none(), null, persons))
                .isInstanceOf(WrongFile.class)
                .hasMessageContaining("line 4")
                .hasMessageContaining("line 2 already");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void datesOfAnotherFormAreRefusedRatherThanLeftOut() throws Exception {
        Path persons = file("persons.csv", "record_id,surname,dob", "1,Lee,May 1984", "2,Hartley,June 1984");

        assertThatThrownBy(() -> link(ColumnMap.none(), null, persons))
                .isInstanceOf(WrongFile.class)
                .hasMessageContaining("line 2, column dob")
                .hasMessageContaining("format: MM/dd/yyyy");
    }

    @Test
    void aFileWithoutARecordIdIsRefused() throws Exception {
        Path persons = file("persons.csv", "surname,first_name", "Lee,Ann");

        assertThatThrownBy(() -> link(ColumnMap.none(), null, persons))
                .isInstanceOf(WrongFile.class)
                .hasMessageContaining("no column is known as the record id among surname, first_name");
    }

    @Test
    void withTruthTheFiguresAreTold() throws Exception {
        Path truth = file("truth.csv", "record_id,cluster", "a,1", "b,1", "c,2");

        Figures figures = link(ColumnMap.none(), truth, persons()).figures().orElseThrow();

        assertThat(figures.all().precision()).isEqualTo(1);
        assertThat(figures.all().recall()).isEqualTo(1);
        assertThat(figures.blockingRecall()).isEqualTo(1);
        assertThat(figures.reviewLoad()).isZero();
        assertThat(out("figures.csv")).contains("all,precision,1.000000").contains("all,true_pairs,1");
    }

    @Test
    void wrongLinksAreCountedByCategory() throws Exception {
        Path truth = file("truth.csv", "record_id,person_id,category", "a,1,twins", "b,2,twins", "c,3,plain");

        Figures figures = link(ColumnMap.none(), truth, persons()).figures().orElseThrow();

        assertThat(figures.categories().get("twins").wrong()).isEqualTo(1);
        assertThat(figures.text()).contains("twins");
    }

    @Test
    void anEmptyFileHasNoLinks() throws Exception {
        Path persons = file("persons.csv", "record_id,surname");

        assertThat(link(ColumnMap.none(), null, persons).entities()).isZero();
        assertThat(notes).anySatisfy(note -> assertThat(note).contains("a header and no row"));
    }
}
