package dev.kefu.knowledge;

import dev.kefu.storage.ReadOnly;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Vectors of articles' texts, each computed once and then kept in the database.
@Component
class Embeddings {

  private static final int CHUNK = 400;
  private static final int THREADS = 2;

  private final Embedder embedder;
  private final JdbcClient writer;
  private final JdbcClient reader;
  private final TransactionTemplate transactions;

  Embeddings(
      Embedder embedder,
      JdbcClient writer,
      @ReadOnly JdbcClient reader,
      TransactionTemplate transactions) {
    this.embedder = embedder;
    this.writer = writer;
    this.reader = reader;
    this.transactions = transactions;
  }

  /// The vectors of sentences that are published; what is not known is kept. Call outside of
  /// transactions: it may take seconds.
  Map<Sentence, float[]> of(Collection<Sentence> texts) {
    return of(
        texts,
        embedder,
        reader,
        computed -> transactions.executeWithoutResult(_ -> computed.forEach(this::keep)));
  }

  /// The same of what is only being tried: nothing of it is kept.
  Map<Sentence, float[]> forTrying(Collection<Sentence> texts) {
    return forTrying(texts, embedder, reader);
  }

  /// The same for who may only read.
  static Map<Sentence, float[]> forTrying(
      Collection<Sentence> texts, Embedder embedder, JdbcClient reader) {
    return of(texts, embedder, reader, _ -> {});
  }

  private static Map<Sentence, float[]> of(
      Collection<Sentence> texts,
      Embedder embedder,
      JdbcClient reader,
      Consumer<Map<Sentence, float[]>> unknown) {
    var vectors = new HashMap<Sentence, float[]>();
    var missing = new LinkedHashMap<String, Sentence>();
    texts.forEach(text -> missing.put(key(text), text));
    kept(List.copyOf(missing.keySet()), reader)
        .forEach((key, vector) -> vectors.put(remove(missing, key), vector));
    var computed = compute(List.copyOf(missing.values()), embedder);
    if (!computed.isEmpty()) {
      unknown.accept(computed);
      vectors.putAll(computed);
    }
    return vectors;
  }

  private static Sentence remove(Map<String, Sentence> texts, String key) {
    var text = texts.remove(key);
    if (text == null) {
      throw new IllegalStateException("A vector was read that nobody asked for");
    }
    return text;
  }

  private static Map<String, float[]> kept(List<String> keys, JdbcClient reader) {
    var kept = new HashMap<String, float[]>();
    for (int from = 0; from < keys.size(); from += CHUNK) {
      reader
          .sql("select text_key, vector from embedding where text_key in (:keys) limit :most")
          .param("keys", keys.subList(from, Math.min(keys.size(), from + CHUNK)))
          .param("most", CHUNK)
          .query(row -> {
            kept.put(row.getString("text_key"), vector(row.getBytes("vector")));
          });
    }
    return kept;
  }

  private static Map<Sentence, float[]> compute(List<Sentence> texts, Embedder embedder) {
    var vectors = new LinkedHashMap<Sentence, float[]>();
    try (var pool = Executors.newFixedThreadPool(THREADS)) {
      var tasks = new ArrayList<Callable<float[]>>();
      texts.forEach(text -> tasks.add(() -> embedder.embed(text)));
      var results = pool.invokeAll(tasks);
      for (int i = 0; i < texts.size(); i++) {
        vectors.put(texts.get(i), results.get(i).get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while computing vectors", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Vectors could not be computed", e.getCause());
    }
    return vectors;
  }

  /// Two nodes may compute the same one; the first stays.
  private void keep(Sentence text, float[] vector) {
    writer
        .sql(
            """
            insert into embedding (text_key, vector)
            values (:key, :vector)
            on conflict (text_key) do nothing
            """)
        .param("key", key(text))
        .param("vector", bytes(vector))
        .update();
  }

  static String key(Sentence sentence) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(sentence.language().model().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      return HexFormat.of()
          .formatHex(digest.digest(sentence.text().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] bytes(float[] vector) {
    var bytes = ByteBuffer.allocate(vector.length * Float.BYTES);
    bytes.asFloatBuffer().put(vector);
    return bytes.array();
  }

  private static float[] vector(byte[] bytes) {
    var vector = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(vector);
    return vector;
  }
}
