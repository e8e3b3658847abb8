package dev.kefu.commerce.taobao;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.NullMarked;

/// A form as it came over the wire, byte by byte, and what its signature has to be. Written from
/// the platform's documents and nothing of what signs.
@NullMarked
record Form(List<Field> fields) {

  static final class Field {

    private final byte[] name;
    private final byte[] value;

    private Field(byte[] name, byte[] value) {
      this.name = name;
      this.value = value;
    }

    String nameText() {
      return new String(name, StandardCharsets.UTF_8);
    }

    String valueText() {
      return new String(value, StandardCharsets.UTF_8);
    }
  }

  static Form of(byte[] raw) {
    var fields = new ArrayList<Field>();
    int from = 0;
    for (int at = 0; at <= raw.length; at++) {
      if (at == raw.length || raw[at] == '&') {
        if (at > from) {
          fields.add(field(Arrays.copyOfRange(raw, from, at)));
        }
        from = at + 1;
      }
    }
    return new Form(fields);
  }

  private static Field field(byte[] pair) {
    int sign = 0;
    while (sign < pair.length && pair[sign] != '=') {
      sign++;
    }
    return new Field(
        decoded(Arrays.copyOfRange(pair, 0, sign)),
        decoded(Arrays.copyOfRange(pair, Math.min(sign + 1, pair.length), pair.length)));
  }

  private static byte[] decoded(byte[] text) {
    var out = new ByteArrayOutputStream();
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '%') {
        out.write(Character.digit(text[i + 1], 16) * 16 + Character.digit(text[i + 2], 16));
        i += 2;
      } else {
        out.write(text[i] == '+' ? ' ' : text[i]);
      }
    }
    return out.toByteArray();
  }

  Map<String, String> values() {
    var all = new TreeMap<String, String>();
    fields.forEach(each -> all.put(each.nameText(), each.valueText()));
    return all;
  }

  String signature(String secret) {
    var key = secret.getBytes(StandardCharsets.UTF_8);
    var text = new ByteArrayOutputStream();
    fields.stream()
        .filter(each -> !each.nameText().equals("sign"))
        .sorted((one, other) -> Arrays.compareUnsigned(one.name, other.name))
        .forEach(each -> {
          text.writeBytes(each.name);
          text.writeBytes(each.value);
        });
    try {
      return hex(
          switch (values().getOrDefault("sign_method", "")) {
            case "hmac" -> mac("HmacMD5", key, text.toByteArray());
            case "hmac-sha256" -> mac("HmacSHA256", key, text.toByteArray());
            default -> {
              var digest = MessageDigest.getInstance("MD5");
              digest.update(key);
              digest.update(text.toByteArray());
              yield digest.digest(key);
            }
          });
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] mac(String algorithm, byte[] key, byte[] text)
      throws GeneralSecurityException {
    var mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(key, algorithm));
    return mac.doFinal(text);
  }

  private static String hex(byte[] bytes) {
    var out = new StringBuilder();
    for (var each : bytes) {
      out.append(String.format(Locale.ROOT, "%02X", each));
    }
    return out.toString();
  }
}
