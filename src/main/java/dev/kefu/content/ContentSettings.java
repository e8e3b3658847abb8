package dev.kefu.content;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where the store's content lies.
@ConfigurationProperties("kefu")
record ContentSettings(@DefaultValue("./knowledge-base") Path knowledgeBase) {}
