package dev.kefu.assist;

import dev.kefu.assist.draft.DraftSettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AssistSettings.class, DraftSettings.class, HarvestSettings.class})
class AssistConfiguration {}
