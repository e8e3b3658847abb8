package dev.kefu.base;

import java.util.LinkedHashMap;
import java.util.Map;

/// A map that holds so many entries at most: those that were used least lately leave. Reading is
/// using, so threads have to take turns for that, too.
public final class LatelyUsed<K, V> extends LinkedHashMap<K, V> {

  private static final long serialVersionUID = 1L;

  private static final int FEW = 16;
  private static final float LOAD = 0.75f;

  private final int most;

  public LatelyUsed(int most) {
    super(FEW, LOAD, true);
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
