package uk.fosteringhub.routes;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import uk.fosteringhub.routes.settings.HubConfiguration;

/** What is needed where changes go to Kafka. */
@Configuration(proxyBeanMethods = false)
class KafkaPublishing {

    @Bean
    PublishKafkaRoute publishKafkaRoute(HubConfiguration configuration) {
        return new PublishKafkaRoute(configuration.hub().kafka().orElseThrow());
    }
}
