package uk.fosteringhub.console;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** The pages. Each folder beside this class is one of them, but for access, layout, changes and the shared answers. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class ConsoleConfiguration {}
