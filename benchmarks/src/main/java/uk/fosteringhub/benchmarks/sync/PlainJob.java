package uk.fosteringhub.benchmarks.sync;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collections;
import javax.sql.DataSource;
import org.springframework.batch.core.Job;
import org.springframework.batch.core.Step;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.item.database.JdbcBatchItemWriter;
import org.springframework.batch.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.batch.item.file.FlatFileItemReader;
import org.springframework.batch.item.file.builder.FlatFileItemReaderBuilder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.batch.BatchAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.FileSystemResource;
import org.springframework.transaction.PlatformTransactionManager;

/** The job as its reference guide would have it: one reader, one writer, one step, one thread, and Boot's own set-up. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    TransactionAutoConfiguration.class,
    BatchAutoConfiguration.class
})
class PlainJob {
    static final int CHUNK = 1_000;
    private static final String[] COLUMNS = {
        "DIM_PERSON_ID",
        "LEGACY_ID",
        "TITLE",
        "FORENAME",
        "MIDDLE_NAMES",
        "SURNAME",
        "PREVIOUS_SURNAME",
        "GENDER_MAIN_CODE",
        "ETHNICITY_MAIN_CODE",
        "BIRTH_DTTM",
        "DOB_ESTIMATED",
        "NHS_NUMBER",
        "EMAIL",
        "HOME_TELEPHONE",
        "MOBILE_TELEPHONE",
        "IS_CLIENT",
        "IS_FOSTER",
        "WAS_FOSTER",
        "IS_ADOPTOR",
        "DUPLICATED_DTTM"
    };
    private static final String UPSERT = "insert into person (" + PersonTable.COLUMNS + ") values ("
            + String.join(", ", Collections.nCopies(COLUMNS.length, "?")) + ")" + PersonTable.ON_CONFLICT;

    @Bean
    @StepScope
    FlatFileItemReader<PersonRow> personReader(@Value("#{jobParameters['file']}") String file) {
        return new FlatFileItemReaderBuilder<PersonRow>()
                .name("personReader")
                .resource(new FileSystemResource(file))
                .encoding(StandardCharsets.UTF_8.name())
                .linesToSkip(1)
                .delimited()
                .names(COLUMNS)
                .fieldSetMapper(new PersonRowMapper())
                .build();
    }

    @Bean
    JdbcBatchItemWriter<PersonRow> personWriter(DataSource dataSource) {
        return new JdbcBatchItemWriterBuilder<PersonRow>()
                .dataSource(dataSource)
                .sql(UPSERT)
                .itemPreparedStatementSetter(PlainJob::set)
                .build();
    }

    @Bean
    Step loadPersons(
            JobRepository jobs,
            PlatformTransactionManager transactions,
            FlatFileItemReader<PersonRow> personReader,
            JdbcBatchItemWriter<PersonRow> personWriter) {
        return new StepBuilder("loadPersons", jobs)
                .<PersonRow, PersonRow>chunk(CHUNK, transactions)
                .reader(personReader)
                .writer(personWriter)
                .build();
    }

    @Bean
    Job persons(JobRepository jobs, Step loadPersons) {
        return new JobBuilder("persons", jobs).start(loadPersons).build();
    }

    private static void set(PersonRow row, PreparedStatement statement) throws SQLException {
        statement.setLong(1, row.id());
        statement.setString(2, row.legacyKey());
        statement.setString(3, row.title());
        statement.setString(4, row.givenName());
        statement.setString(5, row.middleNames());
        statement.setString(6, row.familyName());
        statement.setString(7, row.previousFamilyName());
        statement.setString(8, row.gender());
        statement.setString(9, row.ethnicity());
        statement.setObject(10, row.birthDate(), Types.DATE);
        statement.setObject(11, row.birthDateEstimated(), Types.BOOLEAN);
        statement.setString(12, row.nhsNumber());
        statement.setString(13, row.email());
        statement.setString(14, row.phoneHome());
        statement.setString(15, row.phoneMobile());
        statement.setObject(16, row.isClient(), Types.BOOLEAN);
        statement.setObject(17, row.isFosterCarer(), Types.BOOLEAN);
        statement.setObject(18, row.wasFosterCarer(), Types.BOOLEAN);
        statement.setObject(19, row.isAdopter(), Types.BOOLEAN);
        statement.setObject(20, row.duplicateSince(), Types.TIMESTAMP_WITH_TIMEZONE);
    }
}
