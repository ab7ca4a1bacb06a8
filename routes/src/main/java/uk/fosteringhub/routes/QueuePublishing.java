package uk.fosteringhub.routes;

import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.connection.JmsTransactionManager;
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
}
