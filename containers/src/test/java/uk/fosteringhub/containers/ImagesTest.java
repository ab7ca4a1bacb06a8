package uk.fosteringhub.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import uk.fosteringhub.testing.BrokerStarter;
import uk.fosteringhub.testing.DatabaseStarter;
import uk.fosteringhub.testing.KafkaServer;
import uk.fosteringhub.testing.KafkaStarter;
import uk.fosteringhub.testing.SftpServer;
import uk.fosteringhub.testing.SftpStarter;
import uk.fosteringhub.testing.TestBroker;
import uk.fosteringhub.testing.TestDatabases;

/** That nothing is left out when tests run against images. */
class ImagesTest {
    private static final Set<String> SERVERS = Set.of(
            TestDatabases.class.getName(),
            TestBroker.class.getName(),
            KafkaServer.class.getName(),
            SftpServer.class.getName());

    @Test
    void everyKindOfServerHasItsImage() {
        assertThat(ServiceLoader.load(DatabaseStarter.class)).hasOnlyElementsOfType(PostgresImage.class);
        assertThat(ServiceLoader.load(BrokerStarter.class)).hasOnlyElementsOfType(ArtemisImage.class);
        assertThat(ServiceLoader.load(KafkaStarter.class)).hasOnlyElementsOfType(KafkaImage.class);
        assertThat(ServiceLoader.load(SftpStarter.class)).hasOnlyElementsOfType(SftpImage.class);
    }

    @Test
    void everyTestClassThatUsesAServerHasTheTagOfThoseThatRunInBothForms() {
        List<JavaClass> users = new ClassFileImporter()
                .importPackages("uk.fosteringhub").stream()
                        .filter(type -> type.getSimpleName().endsWith("Test"))
                        .filter(type -> !type.getPackageName().equals(ImagesTest.class.getPackageName()))
                        .filter(type -> type.getTransitiveDependenciesFromSelf().stream()
                                .anyMatch(dependency -> SERVERS.contains(
                                        dependency.getTargetClass().getName())))
                        .toList();

        assertThat(users).extracting(JavaClass::getSimpleName).contains("SftpFolderTest", "SyncJourneyTest");
        assertThat(users).allMatch(type -> Stream.of(type.reflect().getAnnotationsByType(Tag.class))
                .anyMatch(tag -> tag.value().equals("servers")));
    }
}
