package uk.fosteringhub.benchmarks.sync;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.Job;
import org.springframework.batch.core.JobExecution;
import org.springframework.batch.core.JobParametersBuilder;
import org.springframework.batch.core.launch.JobLauncher;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import uk.fosteringhub.benchmarks.machine.BenchDatabase;

/**
 * A plain Spring Batch job that maps and upserts the rows into one table, with its job repository in the same database. Its
 * start-up is not measured.
 */
final class SpringBatch implements Contestant {

    @Override
    public String name() {
        return "Plain Spring Batch";
    }

    @Override
    public Loader open(BenchDatabase database) throws Exception {
        try (Connection connection = database.connect()) {
            PersonTable.create(connection);
        }
        Map<String, Object> settings = Map.of(
                "spring.datasource.url", database.url() + "&reWriteBatchedInserts=true",
                "spring.batch.jdbc.initialize-schema", "always",
                "spring.batch.job.enabled", "false",
                // Only this job's settings count, not the hub's that may lie in the folder it is started from.
                "spring.config.location", "optional:classpath:/no-settings/");
        ConfigurableApplicationContext context = new SpringApplicationBuilder(PlainJob.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .properties(settings)
                .run();
        return new JobLoader(context);
    }

    private record JobLoader(ConfigurableApplicationContext context) implements Loader {

        @Override
        public void load(Path file) throws Exception {
            JobExecution execution = context.getBean(JobLauncher.class)
                    .run(
                            context.getBean(Job.class),
                            new JobParametersBuilder()
                                    .addString("file", file.toString())
                                    .addLong("at", System.nanoTime())
                                    .toJobParameters());
            if (execution.getStatus() != BatchStatus.COMPLETED) {
                throw new IllegalStateException("the Spring Batch job ended as " + execution.getStatus() + ": "
                        + execution.getAllFailureExceptions());
            }
        }

        @Override
        public String table() {
            return PersonTable.NAME;
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
