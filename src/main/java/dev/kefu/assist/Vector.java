package dev.kefu.assist;

import java.nio.ByteBuffer;

/// What a text means. Never changed.
final class Vector {

  private final float[] values;

  private Vector(float[] values) {
    this.values = values;
  }

  static Vector of(float[] values) {
    return new Vector(values.clone());
  }

  static Vector read(byte[] bytes) {
    var values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
    return new Vector(values);
  }

  byte[] bytes() {
    var bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  /// 1 for the same meaning.
  double likeness(Vector other) {
    return GapMap.product(values, other.values);
  }
}
