package uk.fosteringhub.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class TestServersTest {
    private static final BrokerStarter EMBEDDED = Optional::empty;

    @Test
    void withNothingSetServersAreEmbedded() {
        assertThat(TestServers.chosen()).isEqualTo(TestServers.EMBEDDED);
        assertThat(TestServers.EMBEDDED.starter(BrokerStarter.class, EMBEDDED)).isSameAs(EMBEDDED);
    }

    @Test
    void eachFormIsChosenByItsName() {
        assertThat(TestServers.named("embedded")).isEqualTo(TestServers.EMBEDDED);
        assertThat(TestServers.named("containers")).isEqualTo(TestServers.CONTAINERS);
    }

    @Test
    void anotherNameIsRefusedWithTheNamesThereAre() {
        assertThatThrownBy(() -> TestServers.named("docker"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("test.servers is 'docker'; it takes embedded or containers.");
    }

    @Test
    void containersThatAreMissingAreNeverReplacedByTheEmbeddedForm() {
        assertThatThrownBy(() -> TestServers.CONTAINERS.starter(BrokerStarter.class, EMBEDDED))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no BrokerStarter")
                .hasMessageContaining("mvn -Pcontainers verify");
    }
}
