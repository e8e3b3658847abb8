package dev.kefu.assist;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AssistSettings.class, HarvestSettings.class})
class AssistConfiguration {}
