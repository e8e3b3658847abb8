package dev.kefu.knowledge;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Turns a sentence into a vector of length 1: the more alike two sentences mean, the closer to 1
/// is the dot product of their vectors.
///
/// The models are bge-small v1.5 in eight bits, run by ONNX Runtime in the process. The Chinese one
/// loads in the background and whoever asks first waits; the English one loads with the first
/// English sentence, so that a shop without any has not got it in memory. One session serves all
/// threads, each call on its caller's thread alone: more threads for one sentence cost three times
/// the processor and gain nothing.
@Component
final class Embedder implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Embedder.class);

  private record Loaded(WordPiece tokenizer, OrtSession session) {}

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final CompletableFuture<Loaded> chinese = new CompletableFuture<>();
  private final CompletableFuture<Loaded> english = new CompletableFuture<>();

  /// Guarded by this.
  private boolean englishWanted;

  Embedder() {
    load(Language.CHINESE, chinese);
  }

  private void load(Language language, CompletableFuture<Loaded> model) {
    Thread.ofPlatform()
        .daemon()
        .name("load-embeddings")
        .start(() -> {
          try {
            var tokenizer = WordPiece.read(resource(language.vocabulary()));
            model.complete(new Loaded(tokenizer, openSession(language)));
          } catch (OrtException | IOException | RuntimeException | LinkageError e) {
            log.atError().setCause(e).log("an embedding model did not load: there is no search");
            model.completeExceptionally(e);
          }
        });
  }

  private OrtSession openSession(Language language) throws OrtException, IOException {
    try (var options = new OrtSession.SessionOptions();
        var weights = resource(language.weights())) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.addConfigEntry("session.inter_op.allow_spinning", "0");
      return environment.createSession(weights.readAllBytes(), options);
    }
  }

  private Loaded model(Language language) {
    return switch (language) {
      case CHINESE -> chinese.join();
      case ENGLISH -> {
        wantEnglish();
        yield english.join();
      }
    };
  }

  private synchronized void wantEnglish() {
    if (!englishWanted) {
      englishWanted = true;
      load(Language.ENGLISH, english);
    }
  }

  /// A text longer than [Language#MAX_TOKENS] pieces is cut off.
  float[] embed(Sentence sentence) {
    var loaded = model(sentence.language());
    var ids = loaded.tokenizer().ids(sentence.text(), Language.MAX_TOKENS);
    var ones = new long[ids.length];
    Arrays.fill(ones, 1);
    try (var input = tensor(ids);
        var mask = tensor(ones);
        var types = tensor(new long[ids.length]);
        var output =
            loaded
                .session()
                .run(Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types))) {
      return unit(firstRow((OnnxTensor) output.get(0), sentence.language().dimensions()));
    } catch (OrtException e) {
      throw new IllegalStateException("The embedding model failed", e);
    }
  }

  /// Whether the Chinese model is there, without waiting for it.
  boolean loaded() {
    return isThere(chinese);
  }

  private static boolean isThere(CompletableFuture<Loaded> model) {
    return model.isDone() && !model.isCompletedExceptionally();
  }

  private OnnxTensor tensor(long[] values) throws OrtException {
    return OnnxTensor.createTensor(environment, new long[][] {values});
  }

  /// The vector of the mark of begin, in which BGE gathers the whole sentence.
  private static float[] firstRow(OnnxTensor output, int dimensions) {
    var vector = new float[dimensions];
    output.getFloatBuffer().get(vector);
    return vector;
  }

  private static float[] unit(float[] vector) {
    double sum = 0;
    for (float v : vector) {
      sum += (double) v * v;
    }
    float norm = (float) Math.sqrt(sum);
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= norm;
    }
    return vector;
  }

  private static InputStream resource(String name) throws IOException {
    var in = Embedder.class.getResourceAsStream(name);
    if (in == null) {
      throw new IOException(name + " is missing from the program");
    }
    return in;
  }

  @Override
  public void close() throws OrtException {
    if (isThere(chinese)) {
      chinese.join().session().close();
    }
    if (isThere(english)) {
      english.join().session().close();
    }
  }
}
