package dev.kefu.base;

/// The program cannot start as it was asked to. Told to whoever started it, without a stack trace.
public class StartRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String remedy;

  /// @param problem what is wrong
  /// @param remedy what to do about it
  public StartRefused(String problem, String remedy) {
    super(problem);
    this.remedy = remedy;
  }

  public String remedy() {
    return remedy;
  }
}
