package dev.kefu.cluster;

import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A secret of the database, made by the first node that asks for it.
final class StoredBusKey implements BusKey {

  private static final String NAME = "bus_key";
  private static final int BYTES = 32;

  private final SecretKey key;

  StoredBusKey(JdbcClient jdbc) {
    jdbc.sql("insert into store (name, value) values (:name, :value) on conflict (name) do nothing")
        .param("name", NAME)
        .param("value", random())
        .update();
    var stored =
        jdbc.sql("select value from store where name = :name")
            .param("name", NAME)
            .query(String.class)
            .single();
    key = new SecretKeySpec(Base64.getDecoder().decode(stored), "HmacSHA256");
  }

  private static String random() {
    var bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public SecretKey key() {
    return key;
  }
}
