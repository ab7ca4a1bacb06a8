package uk.fosteringhub.routes;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.connection.JmsTransactionManager;
import uk.fosteringhub.connectors.medical.Hl7Orders;
import uk.fosteringhub.connectors.transport.ImportFiles;
import uk.fosteringhub.connectors.transport.RestPosts;
import uk.fosteringhub.connectors.upsert.RestUpserts;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.deliver.TargetWay;
import uk.fosteringhub.routes.settings.HubConfiguration;

/** What is needed where changes go to queues. */
@Configuration(proxyBeanMethods = false)
class QueuePublishing {
    /** A batch of messages is one transaction of the broker. */
    static final String TRANSACTIONS = "queue-transactions";

    @Bean
    QueueConnections queueConnections(HubConfiguration configuration) {
        return new QueueConnections(
                configuration.broker(), configuration.hub().data().resolve("broker"));
    }

    /** Keeps one connection, with its sessions and producers, from batch to batch: opening them costs more than sending. */
    @Bean
    CachingConnectionFactory queueSessions(QueueConnections connections) {
        return new CachingConnectionFactory(connections);
    }

    @Bean
    JmsTransactionManager queueTransactionManager(CachingConnectionFactory sessions) {
        return new JmsTransactionManager(sessions);
    }

    @Bean(TRANSACTIONS)
    SpringTransactionPolicy queueTransactions(JmsTransactionManager manager) {
        SpringTransactionPolicy policy = new SpringTransactionPolicy();
        policy.setTransactionManager(manager);
        policy.setPropagationBehaviorName("PROPAGATION_REQUIRED");
        return policy;
    }

    @Bean("jms")
    JmsComponent jms(CachingConnectionFactory sessions, JmsTransactionManager manager) {
        JmsComponent jms = JmsComponent.jmsComponentTransacted(sessions, manager);
        jms.setDestinationResolver(new KnownQueues());
        return jms;
    }

    @Bean
    PublishQueueRoute publishQueueRoute() {
        return new PublishQueueRoute();
    }

    @Bean
    ImportFiles importFiles(CamelContext camel, Hub hub) {
        return new ImportFiles(
                camel, hub.couriers().parcels(), hub.settings().sync().quiet());
    }

    @Bean
    Hl7Orders hl7Orders(CamelContext camel, ImportFiles files) {
        return new Hl7Orders(camel, files);
    }

    @Bean
    RestPosts restPosts(CamelContext camel) {
        return new RestPosts(camel);
    }

    @Bean
    RestUpserts restUpserts(CamelContext camel) {
        return new RestUpserts(camel);
    }

    @Bean
    TargetLines targetLines(
            Hub hub, List<TargetWay> ways, QueueConnections queues, Publisher publisher, Environment environment) {
        return new TargetLines(
                hub, ways, queues, publisher, environment.getProperty(HubApplication.SERVING, Boolean.class, false));
    }
}
