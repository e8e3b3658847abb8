package dev.kefu.bench;

/// Where nobody signs in.
final class OpenDoor implements Door {

  private static final String HELLO = "{\"type\":\"hello\"}";

  @Override
  public String shopper() {
    return HELLO;
  }

  @Override
  public String agent(int number) {
    return HELLO;
  }
}
