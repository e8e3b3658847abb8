package dev.kefu.knowledge;

import dev.kefu.base.Folding;
import dev.kefu.base.Pinyin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Other ways in which shoppers type the same, for measuring what the search loses by them.
final class Typing {

  /// One Chinese character of so many is another one that sounds alike.
  private static final int MISTYPED = 10;

  private static final char FULL_WIDTH = 0xFEE0;
  private static final char WIDE_SPACE = 0x3000;

  /// The common characters: those of GB 2312's first level.
  private static final int FIRST_ROW = 0xB0;

  private static final int LAST_ROW = 0xD7;
  private static final int FIRST_CELL = 0xA1;
  private static final int LAST_CELL = 0xFE;

  /// Those whose first reading in the dictionary is not how they are said.
  private static final Map<Character, String> SPOKEN = Map.of('给', "gei", '那', "na", '哦', "o");

  private static final Map<Character, Character> TRADITIONAL = traditional();
  private static final Map<String, List<Character>> BY_SOUND = bySound();

  private Typing() {}

  static String traditional(String text) {
    return map(text, c -> TRADITIONAL.getOrDefault(c, c));
  }

  static String fullWidth(String text) {
    return map(
        text, c -> c == ' ' ? WIDE_SPACE : c > ' ' && c < 0x7F ? (char) (c + FULL_WIDTH) : c);
  }

  /// The same text always gets the same mistakes.
  static String homophones(String text) {
    var random = new Random(text.hashCode());
    return map(
        text,
        c -> {
          var alike = BY_SOUND.getOrDefault(sound(c), List.of());
          return alike.size() > 1 && random.nextInt(MISTYPED) == 0 ? other(c, alike, random) : c;
        });
  }

  private static char other(char c, List<Character> alike, Random random) {
    var others = alike.stream().filter(a -> a != c).toList();
    return others.get(random.nextInt(others.size()));
  }

  @FunctionalInterface
  private interface Change {
    char of(char c);
  }

  private static String map(String text, Change change) {
    var chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      chars[i] = change.of(chars[i]);
    }
    return new String(chars);
  }

  /// What a hurried shopper types who does not pick the characters: each run of them in one word.
  static String pinyin(String text) {
    var typed = new StringBuilder();
    var letters = false;
    for (char c : Folding.fold(text).toCharArray()) {
      var sound = sound(c);
      if (letters && !sound.isEmpty()) {
        typed.append(' ');
      }
      letters = sound.isEmpty() && Character.isLetter(c);
      typed.append(sound.isEmpty() ? c : sound);
    }
    return typed.toString();
  }

  /// The syllable without its tone; empty for what is no Chinese character.
  private static String sound(char c) {
    var spoken = SPOKEN.get(c);
    return spoken != null
        ? spoken
        : Pinyin.toned(c).stream().findFirst().map(Pinyin::plain).orElse("");
  }

  private static Map<String, List<Character>> bySound() {
    var bySound = new HashMap<String, List<Character>>();
    var charset = Charset.forName("GB2312");
    for (int row = FIRST_ROW; row <= LAST_ROW; row++) {
      for (int cell = FIRST_CELL; cell <= LAST_CELL; cell++) {
        var c = new String(new byte[] {(byte) row, (byte) cell}, charset).charAt(0);
        var sound = sound(c);
        if (!sound.isEmpty()) {
          bySound.computeIfAbsent(sound, _ -> new ArrayList<>()).add(c);
        }
      }
    }
    return bySound;
  }

  /// The first writing for each simplified character, from the table that [Folding] reads.
  private static Map<Character, Character> traditional() {
    var writings = new HashMap<Character, Character>();
    try (InputStream in = Folding.class.getResourceAsStream("simplified.txt")) {
      if (in == null) {
        throw new IllegalStateException("The table of characters is missing from the program");
      }
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> {
            for (int i = 0; i + 1 < line.length(); i += 2) {
              writings.putIfAbsent(line.charAt(i + 1), line.charAt(i));
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return writings;
  }
}
