package dev.kefu.commerce.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of one kind of thing, by our names. A field the description leaves out is not there.
record Fields(Map<String, Field> all) {

  Fields {
    all = Map.copyOf(all);
  }

  @Nullable Field find(String name) {
    return all.get(name);
  }
}
