package dev.kefu.content;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ContentSettings.class)
class ContentConfiguration {

  @Bean
  ContentFolder contentFolder(ContentSettings settings) {
    return ContentFolder.at(settings.knowledgeBase());
  }
}
