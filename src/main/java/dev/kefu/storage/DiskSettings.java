package dev.kefu.storage;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How much room the disk under the data folder must have.
///
/// @param warn below this it is logged
/// @param refuseUploads below this no pictures are taken
/// @param refuse below this nothing new is taken
@ConfigurationProperties("kefu.disk")
record DiskSettings(
    @DefaultValue("500MB") DataSize warn,
    @DefaultValue("200MB") DataSize refuseUploads,
    @DefaultValue("50MB") DataSize refuse) {}
