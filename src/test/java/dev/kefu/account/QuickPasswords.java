package dev.kefu.account;

import org.springframework.beans.factory.config.BeanPostProcessor;

/// Passwords as the program has them, hashed a few hundred times quicker: stories sign in all the
/// time, and a hash that is slow on purpose would be most of what they do.
public final class QuickPasswords implements BeanPostProcessor {

  private static final String FORMAT = "pbkdf2-sha256-1k";
  private static final int ITERATIONS = 1_000;

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof Passwords ? new Passwords(FORMAT, ITERATIONS) : bean;
  }
}
