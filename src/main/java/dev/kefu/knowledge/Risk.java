package dev.kefu.knowledge;

/// How much harm a wrong answer does. Only [#LOW] can be sent with one key.
public enum Risk {
  LOW,
  MEDIUM,
  HIGH
}
